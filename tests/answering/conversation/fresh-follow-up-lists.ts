import type { FollowUpCase } from './follow-up-lists.ts';

const dam = {
  question: 'How much electricity did the Itaipu dam generate in 2016?',
  answer: 'The Itaipu dam generated 103 terawatt hours of electricity in 2016, more than any other.',
};
const verdict = {
  question: 'Why did the court in Lyon reject the appeal?',
  answer: '“The appeal came three days late,” Judge Claire Fontaine wrote in her ruling.',
};
const ferry = {
  question: 'Which company operates the ferry between Kiel and Klaipeda?',
  answer: 'The ferry between Kiel and Klaipeda is operated by Baltline since 2014.',
};
const census = {
  question: 'How many people lived in Mumbai in 1991?',
  answer: 'In 1991, 9.9 million people lived in Mumbai, according to the census.',
};
const composer = {
  question: 'Who composed the opera about the last queen of Madagascar?',
  answer:
    'The opera about the last queen of Madagascar was composed by Hery Rakoto, who was born in Toliara.',
};
const talks = {
  question: 'Where did the presidents of Kenya and Tanzania meet?',
  answer: 'The presidents of Kenya and Tanzania met in Arusha and agreed on a common railway.',
};
const prices = {
  question: 'By how much did rents rise in Dublin last year?',
  answer: 'Rents in Dublin rose by 8 percent last year, while wages rose by 3 percent.',
};
const refused = { question: 'Who designed the stadium of Split?', answer: '' };

/** Written when the rules had been finished. Some rules were mended afterwards for what the first run showed. */
export const FRESH_FOLLOW_UPS: readonly FollowUpCase[] = [
  {
    ...dam,
    followUp: 'and in 2020?',
    completed: /^How much electricity did the Itaipu dam generate in 2020\?$/,
  },
  {
    ...dam,
    followUp: 'what about the Three Gorges dam?',
    completed: /^How much electricity did the Three Gorges dam generate in 2016\?$/,
  },
  { ...dam, followUp: 'who owns it?', completed: /^Who owns the Itaipu dam\?$/ },
  { ...dam, followUp: 'How old is it?', completed: /^How old is the Itaipu dam\?$/ },
  {
    ...dam,
    followUp: 'and the year after?',
    completed: /^How much electricity did the Itaipu dam generate in 2017\?$/,
  },
  { ...verdict, followUp: 'When?', completed: /^When did the court in Lyon reject the appeal\?$/ },
  { ...verdict, followUp: 'who said so?', completed: /^Who said “The appeal came three days late”\?$/ },
  {
    ...verdict,
    followUp: 'and the court in Nice?',
    completed: /^Why did the court in Nice reject the appeal\?$/,
  },
  {
    ...verdict,
    followUp: 'where did she write that?',
    completed: /^Where did (?:Judge )?(?:Claire )?Fontaine write “The appeal came three days late”\?$/,
  },
  { ...verdict, followUp: 'what was it about?', completed: /^What was the appeal about\?$/ },
  { ...ferry, followUp: 'since when?', completed: /^Since when .*ferry/ },
  {
    ...ferry,
    followUp: 'how long does it take?',
    completed: /^How long does the ferry(?: between Kiel and Klaipeda)? take\?$/,
  },
  {
    ...ferry,
    followUp: 'and between Kiel and Oslo?',
    completed: /^Which company operates the ferry between Kiel and Oslo\?$/,
  },
  { ...ferry, followUp: 'more details please', completed: /^Tell me more: Which company operates the ferry/ },
  { ...census, followUp: 'And in 2011?', completed: /^How many people lived in Mumbai in 2011\?$/ },
  { ...census, followUp: 'in Delhi?', completed: /^How many people lived in Delhi in 1991\?$/ },
  {
    ...census,
    followUp: 'what about Delhi in 2001?',
    completed: /^How many people lived in Delhi in 2001\?$/,
  },
  { ...census, followUp: 'and now?', completed: /^How many people (?:lived|live) in Mumbai now\?$/ },
  { ...census, followUp: 'how many of them were women?', completed: /women/ },
  { ...composer, followUp: 'where was he born?', completed: /^Where was Hery Rakoto born\?$/ },
  { ...composer, followUp: 'what else did he compose?', completed: /^What else did Hery Rakoto compose\?$/ },
  {
    ...composer,
    followUp: 'when was it first performed?',
    completed: /^When was the opera(?: about the last queen of Madagascar)? first performed\?$/,
  },
  {
    ...composer,
    followUp: 'how is his name pronounced?',
    completed: /^How is Hery Rakoto[’']s name pronounced\?$/,
  },
  {
    ...talks,
    followUp: 'when did they meet?',
    completed: /^When did (?:the presidents of )?Kenya and Tanzania meet\?$/,
  },
  {
    ...talks,
    followUp: 'what did they agree on?',
    completed: /^What did (?:the presidents of )?Kenya and Tanzania agree on\?$/,
  },
  { ...talks, followUp: 'why there?', completed: /^Why .*Arusha/ },
  {
    ...talks,
    followUp: 'how long did they stay there?',
    completed: /^How long did (?:the presidents of )?Kenya and Tanzania stay in Arusha\?$/,
  },
  { ...prices, followUp: 'and wages?', completed: /^By how much did wages rise in Dublin last year\?$/ },
  { ...prices, followUp: 'and in Cork?', completed: /^By how much did rents rise in Cork last year\?$/ },
  { ...prices, followUp: 'why?', completed: /^Why did rents rise in Dublin last year\?$/ },
  { ...prices, followUp: 'how about 2015?', completed: /^By how much did rents rise in Dublin in 2015\?$/ },
  { ...refused, followUp: 'and of Zagreb?', completed: /^Who designed the stadium of Zagreb\?$/ },
  { ...refused, followUp: 'when was it built?', completed: /^When was the stadium of Split built\?$/ },
];

/** Complete questions, written when the rules had been finished. Some rules were mended for what the first run showed. */
export const FRESH_STANDALONE_QUESTIONS: readonly string[] = [
  'And who owns the Itaipu dam?',
  'And is the ferry to Klaipeda still running?',
  'Then who wrote the ruling of the court in Lyon?',
  'Ok, how many people live in Delhi?',
  'What about the opera by Rakoto, when is it performed?',
  'What of the fish that live above the dam, do they survive?',
  'How about the rents in Cork, are they rising too?',
  'Is it right that rents rose by 8 percent?',
  'Is it cheaper to rent than to buy in Dublin?',
  'How long did it take to build the Itaipu dam?',
  'What did it cost to build the stadium of Split?',
  'Was it in Arusha that the presidents met?',
  'Does it pay to be honest?',
  'Why is it that rents rise faster than wages?',
  'When it rains in Dublin, which streets are flooded?',
  'Which judge changed her mind about the appeal?',
  'Who gave up his seat for a pregnant woman?',
  'Which animals eat their young?',
  'How do salmon find the river in which they were born?',
  'What did the queen of Madagascar write in her diary?',
  'Did the president of Kenya bring his wife to Arusha?',
  'Why did Baltline sell its ships?',
  'Can a tenant lose their flat without notice?',
  'Are there sharks in the Baltic Sea?',
  'How many seats are there in the stadium of Split?',
  'Is there a bridge between Kiel and Klaipeda?',
  'Who said that the dam was safe?',
  'Who claims the appeal came late?',
  'What is that lake behind the dam called?',
  'Which of the two presidents spoke first?',
  'When will that part of the railway which crosses the border be opened?',
  'Tell me more about the census of 1991',
  'Give me information on rents in Dublin',
  'Explain why the court rejected the appeal',
  'More about Hery Rakoto',
  'What more did the presidents of Kenya and Tanzania agree on?',
  'electricity generation Itaipu 2016',
  'rents in Dublin',
  'Mumbai in 1991',
  'census of India 2011',
  'In how many countries does Baltline operate?',
  'At what age did Hery Rakoto die?',
  'For how long has Baltline operated the ferry to Klaipeda?',
  'Against whom did Split play in 1994?',
  'Under whose rule was the railway built?',
  'Why Arusha?',
  'Where do the people of Mumbai get their water?',
  'Do they eat horse meat in Kazakhstan?',
  'The court in Lyon rejected the appeal: was that lawful?',
  'If Baltline goes bankrupt, who will run its ships?',
  'Since the dam was built, how has it changed the river?',
  'Rents rose in Dublin, but why did they not rise in Cork?',
  'In 2016, what did the dam produce?',
  'How did Claire Fontaine become a judge, and who appointed her?',
  'And what is the capital of Tanzania?',
];
