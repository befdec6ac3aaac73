import { readdirSync, readFileSync } from 'node:fs';
import type { Passage } from '../../../src/core/passage.ts';
import { exchangedOpposites, exchangedPairs, replacedName } from './exchanged-names.ts';

const CORPUS = new URL('../../../corpus/', import.meta.url);
const PASSAGE_LENGTH = 900;

/** The passages of the shipped corpus. */
export const corpusPassages = (): Passage[] => passagesOf(CORPUS);

/** The files of a folder cut at line breaks into passages of about 900 characters. */
export function passagesOf(folder: URL): Passage[] {
  const passages: Passage[] = [];
  for (const file of readdirSync(folder).sort()) {
    const text = readFileSync(new URL(file, folder), 'utf8');
    let start = 0;
    for (let end = text.indexOf('\n'); start < text.length; end = text.indexOf('\n', end + 1)) {
      const stop = end === -1 ? text.length : end;
      if (end !== -1 && stop - start < PASSAGE_LENGTH) continue;
      const startLine = text.slice(0, start).split('\n').length;
      const endLine = text.slice(0, stop).split('\n').length;
      const passage = { file, start, end: stop, startLine, endLine, score: 1, title: file, date: null };
      passages.push({ ...passage, text: text.slice(start, stop) });
      start = stop + 1;
      if (end === -1) break;
    }
  }
  return passages;
}

/** Sentences as a model would write them, each with words that stand in the passages it cites. */
export const GOOD: readonly (readonly [sentence: string, ...anchors: string[]])[] = [
  ['India and Russia aim to raise bilateral trade to $100 billion by 2030.', 'USD 100 billion by 2030'],
  ['The two sides want to push trade volumes to 100 billion dollars by 2030.', 'USD 100 billion by 2030'],
  [
    'Forum participants considered the goal of $100 billion in bilateral trade by 2030 realistic.',
    'as realistic',
  ],
  [
    'Putin and Modi agreed to increase trade turnover to USD 100 billion by 2030.',
    'to 100 billion dollars by 2030',
  ],
  ['According to Putin, trade between the two countries increased by 60% in 2023.', 'by 60 percent in 2023'],
  ['Bilateral trade crossed the $64–65 billion mark last year.', 'USD 64–65 billion'],
  ['Bilateral trade passed between 64 and 65 billion US dollars last year.', 'USD 64–65 billion'],
  [
    'Bilateral trade turnover grew almost fivefold in four years, from $13 billion to $68 billion.',
    'almost fivefold',
  ],
  [
    'Trade turnover has grown from 13 billion dollars to 68 billion dollars over the past four years.',
    'almost fivefold',
  ],
  ['Over 96 per cent of bilateral settlement is now conducted in local currencies.', 'Over 96%'],
  [
    'More than 96% of settlements are made in local currencies, which Putin described as a major milestone.',
    'Over 96%',
  ],
  [
    'Russian exports to India are approximately $60 billion, while imports from India are only about $5 billion.',
    'approximately $60 billion',
  ],
  ['Russian oil now accounts for over 35 percent of the Indian market.', 'over 35% of the market'],
  ['Indian investment in Russian assets totals about $16 billion.', 'approximately $16 billion'],
  ['Russian investment in India amounts to about 13 billion dollars.', 'approximately $16 billion'],
  ['Total Russian military-technical supplies to India exceed $80 billion.', 'exceeding $80 billion'],
  ['Before 2014, Russia accounted for about 70% of Indian arms purchases.', 'Prior to 2014'],
  ['The Russian share of Indian arms purchases fell to 55% between 2015 and 2020.', 'Prior to 2014'],
  [
    'Russia’s share of Indian arms purchases has dropped to only 36 percent in recent years.',
    'Prior to 2014',
  ],
  ['Vladimir Putin made a state visit to India on December 4-5.', 'on December 4-5'],
  ['President Putin’s state visit to India took place on 4 and 5 December.', 'on December 4-5'],
  ['Russia pledged full support for India’s BRICS presidency in 2026.', 'India’s upcoming BRICS presidency'],
  [
    'Putin said Russia will fully support India during its chairmanship of BRICS in 2026.',
    'chairmanship of BRICS in 2026',
  ],
  ['The leaders met at Hyderabad House for the 23rd India–Russia Annual Summit.', 'at Hyderabad House'],
  ['The twenty-third annual summit took place at Hyderabad House.', 'at Hyderabad House'],
  ['Putin and Modi met in September at the SCO Summit.', 'in September at the SCO Summit'],
  [
    'A Russian-Indian facility for anticancer drugs will be built in the Kaluga Region using Indian technology.',
    'Kaluga Region',
  ],
  ['Russian companies will invest in India under the “Make in India” initiative.', 'Make in India'],
  [
    'Putin said that Russia will ensure uninterrupted supplies of energy resources to India.',
    'uninterrupted supplies',
  ],
  [
    'Agreements were exchanged on migration and mobility, maritime cooperation, food safety, fertilizers and media.',
    'Several crucial agreements',
  ],
  [
    'The leaders discussed the International North-South Transport Corridor and the Northern Sea Route.',
    'Expansion of Northern Sea Route',
  ],
  [
    'The joint statement included a Program for Russian-Indian economic cooperation until 2030.',
    'notably a Program',
  ],
  [
    'President Putin gave Indian leaders an account of contacts with American representatives on the Ukraine conflict.',
    'with American representatives',
  ],
  [
    'New Delhi has reaffirmed its commitment to ties with Moscow as a reliable strategic partner.',
    'wedges into',
  ],
  ['The talks involved Vladimir Putin, Narendra Modi and Droupadi Murmu.', 'Droupadi Murmu'],
  [
    'First Deputy Prime Minister Dmitry Manturov is the Russian co-chair of the bilateral intergovernmental commission.',
    'Dmitry Manturov',
  ],
  [
    'India seeks greater access to the Russian market for machinery and high-tech products.',
    'machinery and high-tech',
  ],
  [
    'The United States has openly expressed dissatisfaction with the volumes of Russian oil supplied to India.',
    'openly expressed dissatisfaction',
  ],
  ['The RT-India TV channel was launched during the visit.', 'RT-India TV channel'],
  ['The talks addressed the continued construction of the Kudankulam Nuclear Power Plant.', 'Kudankulam'],
  [
    'The third and fourth units are to be completed and the fifth and sixth units constructed.',
    'third and fourth units',
  ],
  [
    'The S-400 air defense systems proved effective during armed clashes between India and Pakistan in Kashmir in May.',
    'S-400 air defense',
  ],
  ['The supply and localized production of Su-57 fighters was among the new areas.', 'Su-57'],
  [
    'U.S. pressure and tariffs on Indian goods caused a slight decline in Russian oil imports.',
    'U.S. pressure and tariffs',
  ],
  [
    'Russia’s main competitors are France, the United Kingdom, the United States, Israel and Germany.',
    'main competitors',
  ],
  [
    'India will not shy away from an independent course aimed at deepening ties with Russia.',
    'will not shy away',
  ],
  [
    'Anvar Azimov is a Senior Research Fellow at the Eurasian Studies Institute of MGIMO University.',
    'Senior Research Fellow',
  ],
  [
    'Modi wished Putin a happy birthday on his 73rd birthday during the telephone conversation.',
    '73rd birthday',
  ],
  ['Prime Minister Modi extended birthday wishes to Putin on his 73rd birthday.', '73rd birthday'],
  ['The two leaders had an earlier phone call on September 27.', 'September 27'],
  ['An earlier phone call between the leaders took place on 27 September.', 'September 27'],
  ['Putin sent Modi a congratulatory telegram on his 75th birthday.', '75th birthday'],
  ['Putin described India’s approach as “sovereign and independent”.', 'sovereign and independent'],
  [
    'The Kremlin confirmed that both leaders were satisfied with the trajectory of India-Russia relations.',
    'statement from the Kremlin',
  ],
  ['Modi and Putin held a telephone conversation on Tuesday.', 'telephonic conversation on Tuesday'],
  [
    'Putin spoke at the Valdai Discussion Club, a forum of experts from over 140 countries.',
    'Valdai Discussion Club',
  ],
  ['The Valdai event took place on Thursday evening in Sochi in southern Russia.', 'town of Sochi'],
  [
    'Putin said that Russia and India have never had any problems or interstate tensions.',
    'never experienced any problems',
  ],
  [
    'Russia is considering increasing imports of Indian agricultural products and pharmaceuticals.',
    'considering increasing imports',
  ],
  ['Putin cited financing, logistics and payment mechanisms as hurdles.', 'Among the hurdles'],
  [
    'Putin highlighted the upcoming 15th anniversary of the Russia-India strategic partnership.',
    'upcoming 15th anniversary',
  ],
  [
    'Putin supported a proposal by Dr. Arvind Gupta to establish a joint fund for artificial intelligence.',
    'Arvind Gupta',
  ],
  [
    'Arvind Gupta is Director General of the Vivekananda International Foundation in New Delhi.',
    'Arvind Gupta',
  ],
  [
    'He has directed his government to address the growing trade imbalance with New Delhi.',
    'directed his government',
  ],
  ['On Monday, Putin received Modi at his residence in Novo-Ogaryovo.', 'Novo-Ogaryovo'],
  ['Modi’s visit to Moscow was the first since 2019.', 'the first since 2019'],
  ['On Tuesday, Putin awarded Modi the highest Russian state order.', 'highest Russian state order'],
  ['India is the second most important buyer of Russian oil after China.', 'second most important buyer'],
  [
    'Alexander Gabuev, director of the Carnegie Russia Eurasia Center in Berlin, called the meeting very important for Putin.',
    'Alexander Gabuev',
  ],
  ['Rostec announced that it would manufacture tank ammunition in India.', 'arms company Rostec'],
  [
    'The “Economic Times” reported on a long-term agreement on oil deliveries to India at a discount.',
    'Economic Times',
  ],
  ['Russia is still India’s most important arms supplier.', 'most important arms supplier'],
  ['The trade target for 2030 is $100 billion.', 'USD 100 billion by 2030'],
  [
    'India and Russia have set a target of $100 billion in bilateral trade by 2030.',
    'USD 100 billion by 2030',
  ],
  ['The target for bilateral trade is USD 100 billion by 2030.', 'USD 100 billion by 2030'],
  ['Bilateral trade was worth $64–65 billion last year, according to Putin.', 'USD 64–65 billion'],
  ['The summit was held at Hyderabad House in New Delhi.', 'at Hyderabad House'],
  ['Putin visited India on 4-5 December.', 'on December 4-5'],
  ['Putin congratulated Modi on his 75th birthday with a telegram.', '75th birthday'],
  ['Russia supplied 70% of India’s arms before 2014, but only 36% in recent years.', 'Prior to 2014'],
  [
    'Russia’s share of Indian arms imports declined from about 70% before 2014 to 36% recently.',
    'Prior to 2014',
  ],
  [
    'India imports large amounts of crude oil from Russia, which has led to a trade imbalance.',
    'largely driven by',
  ],
  ['Dr. Arvind Gupta proposed a joint fund to develop artificial intelligence.', 'Arvind Gupta'],
  ['The Valdai Discussion Club met in Sochi, a resort town on the Black Sea.', 'town of Sochi'],
  ['Modi was awarded the highest Russian state order by Putin on Tuesday.', 'highest Russian state order'],
  ['India will chair BRICS in 2026.', 'chairmanship of BRICS in 2026'],
  ['The pharma facility will be located in the Kaluga Region.', 'Kaluga Region'],
  ['More than 96% of the trade is settled in national currencies.', 'Over 96%'],
  [
    'The leaders agreed to remove trade barriers and improve financial connectivity.',
    'remove trade barriers',
  ],
  [
    'Putin praised India for continuing to import Russian oil despite pressure from the United States.',
    'firm stance',
  ],
  ['The leaders discussed energy, armaments and finance at the Kremlin.', 'questions about energy'],
  [
    'Rostec, a state-owned Russian arms company, will produce tank ammunition in India.',
    'arms company Rostec',
  ],
  ['The text was written by Anvar Azimov, a diplomat and political scientist.', 'Senior Research Fellow'],
  ['RT India, a new TV channel, was launched during the visit.', 'RT-India TV channel'],
  ['The two countries are working on fifth-generation Su-57 fighters.', 'Su-57'],
  ['They discussed the Kudankulam nuclear power plant, a flagship project.', 'Kudankulam'],
  [
    'Russia exports about $60 billion to India but imports only about $5 billion.',
    'approximately $60 billion',
  ],
  ['Discussions also covered the Vladivostok–Chennai route.', 'Vladivostok-Chennai'],
  [
    'No, the passages say that Russia and India have never experienced interstate tensions.',
    'never experienced',
  ],
  ['Yes, Modi and Putin spoke by phone on September 27.', 'September 27'],
];

export type Mutation =
  | 'number'
  | 'name'
  | 'date'
  | 'unit'
  | 'negation'
  | 'marker'
  | 'person'
  | 'country'
  | 'exchange'
  | 'opposite';
export interface Draft {
  readonly text: string;
  readonly markers: readonly number[];
  readonly mutation: Mutation | null;
}

const NUMBERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\d+(?=(?:–\d+)? (?:billion|US)|%| per)/, ['100', '68', '42', '36', '7']],
  [/\b(?:2014|2019|2020|2023|2026|2030)\b/, ['2030', '2022', '2027', '2014']],
  [/\b\d\d(?=th|rd\b)/, ['25', '73', '15']],
  [/\b140\b/, ['170', '35']],
  [/\bfour\b/, ['six', 'nine']],
  [/\bfivefold\b/, ['tenfold']],
  [/\b(?:S-400|Su-57)\b/, ['S-500', 'Su-35']],
  [/\bsixth\b/, ['seventh']],
  [/\btwenty-third\b/, ['twenty-fifth']],
];
const NAMES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(?:Vladimir )?Putin\b/, ['Alexander Gabuev', 'Xi Jinping', 'Sergey Lavrov']],
  [/\b(?:Narendra )?Modi\b/, ['Manmohan Singh', 'Dmitry Manturov']],
  [/\bIndia\b(?!-)/, ['Pakistan', 'Germany', 'Brazil']],
  [/\bMoscow\b/, ['Beijing', 'Sochi']],
  [/\bNew Delhi\b/, ['Washington', 'Berlin']],
  [
    /\b(?:Kudankulam|Hyderabad|Kaluga|Novo-Ogaryovo|Sochi|Valdai|Rostec|Berlin|Kashmir|MGIMO|Vivekananda|Kremlin)\b/,
    ['Chennai', 'Gazprom', 'Valdai Forum'],
  ],
  [/\b(?:Anvar|Arvind|Dmitry|Droupadi|Alexander)\b/, ['Vladimir', 'Narendra']],
  [/\b(?:Israel|SCO|BRICS|RT-India|China)\b/, ['ASEAN', 'Japan']],
];
const DATES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/December 4-5|4 and 5 December/, ['December 14-15', 'November 4-5', '6 December']],
  [/September 27|27 September/, ['September 29', 'October 27', '2 September']],
  [/\bin (?:September|May)\b/, ['in August', 'in December']],
  [/\b(?:Monday|Tuesday|Thursday)\b/, ['Friday', 'Sunday', 'Wednesday']],
];
const UNITS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\bbillion\b/, ['million', 'trillion']],
  [/\$|USD /, ['€', '₹']],
  [/%| per ?cent/, [' billion dollars', ' percentage points']],
  [/\b(?:US )?dollars\b/, ['euros', 'rubles']],
  [/\byears\b/, ['months', 'weeks']],
];
const PEOPLE = [
  ['Putin', /\b(?:Vladimir )?Putin\b/g],
  ['Modi', /\b(?:Narendra )?Modi\b/g],
] as const;
const COUNTRIES = [
  ['India', /\bIndia\b(?![-–])/g],
  ['Russia', /(?<!-|–)\bRussia\b(?![-–])/g],
] as const;
const OPPOSITES = [
  [/\bsince\b/, 'until'],
  [/\buntil\b/, 'since'],
  [/\bat least\b/, 'at most'],
  [/\b(?:last|this) (?=year|week|month|summer)/, 'next '],
  [/\btoday\b/, 'tomorrow'],
  [/\byesterday\b/, 'today'],
  [/\ball\b/, 'some'],
  [/\bsome\b/, 'all'],
  [/\b(?=(?:precedented|reliable|successful|stable|realistic|effective|important)\b)/, 'un'],
] as const;
const NEGATIONS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ (will|is|was|are|were|has|have) (?!not|never)/, [' $1 not ', ' $1 never ']],
  [/ (?:will not|have never) /, [' will ']],
  [/ (?:agreed|want|aim|seeks) to /, [' refused to ']],
  [/ (?:said|announced|confirmed|reported) /, [' never said ']],
];

/**
 * Every good sentence as a draft, and bad ones made from it by one change each; and the sentences of the passages with one
 * person or country in the place of another, two countries exchanged or a word by its opposite.
 */
export function seededDrafts(passages: readonly Passage[]): { good: Draft[]; bad: Draft[] } {
  const good: Draft[] = [];
  const bad: Draft[] = [];
  GOOD.forEach(([text, ...anchors], place) => {
    const markers = anchors.map(
      (anchor) => passages.findIndex((passage) => passage.text.includes(anchor)) + 1,
    );
    if (markers.includes(0)) throw new Error(`No passage contains ${anchors.join(' or ')}.`);
    good.push({ text, markers, mutation: null });
    const seed = (mutation: Mutation, rules: readonly (readonly [RegExp, readonly string[]])[]): void => {
      for (const [pattern, values] of rules) {
        if (!pattern.test(text)) continue;
        for (const value of values.slice(0, 2)) {
          const changed = text.replace(pattern, value);
          if (changed !== text) bad.push({ text: changed, markers, mutation });
        }
      }
    };
    seed('number', NUMBERS);
    seed('name', NAMES);
    seed('date', DATES);
    seed('unit', UNITS);
    seed('negation', NEGATIONS);
    const [file] = markers.map((marker) => passages[marker - 1]?.file);
    const elsewhere = passages.flatMap((passage, index) => (passage.file === file ? [] : [index + 1]));
    const wrong = elsewhere[(place * 7) % elsewhere.length] ?? 0;
    bad.push({ text, markers: [wrong], mutation: 'marker' });
    bad.push({ text, markers: [passages.length + 1 + place], mutation: 'marker' });
    bad.push({ text, markers: [], mutation: 'marker' });
  });
  for (const { text, passage } of replacedName(passages, PEOPLE))
    bad.push({ text, markers: [passages.indexOf(passage) + 1], mutation: 'person' });
  for (const { text, passage } of replacedName(passages, COUNTRIES))
    bad.push({ text, markers: [passages.indexOf(passage) + 1], mutation: 'country' });
  for (const { text, passage } of exchangedPairs(passages, ['India', 'Russia']))
    bad.push({ text, markers: [passages.indexOf(passage) + 1], mutation: 'exchange' });
  for (const { text, passage } of exchangedOpposites(passages, OPPOSITES))
    bad.push({ text, markers: [passages.indexOf(passage) + 1], mutation: 'opposite' });
  return { good, bad };
}
