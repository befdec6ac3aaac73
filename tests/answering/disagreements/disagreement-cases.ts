/** Two or more documents, a question, and whether they contradict each other on what is asked. */
export interface DisagreementCase {
  readonly name: string;
  readonly question: string;
  /** Each a title, an optional date and a text. */
  readonly documents: readonly {
    readonly title: string;
    readonly date?: string;
    readonly text: string;
  }[];
}

/** The same count in the minutes of three meetings. */
const MINUTES: DisagreementCase['documents'] = [
  { title: 'Minutes of January', date: '2023-01-17', text: 'There are 23 people on the waiting list.' },
  { title: 'Minutes of March', date: '2023-03-21', text: 'There are 31 people on the waiting list.' },
  { title: 'Minutes of a year later', date: '2024-01-16', text: 'There are 19 people on the waiting list.' },
];

/** Each pair of values that must be shown as a contradiction. */
export const CONTRADICTIONS: readonly (DisagreementCase & { readonly values: readonly [string, string] })[] =
  [
    {
      name: 'trade: a range and a value outside it',
      question: 'How large is bilateral trade between Norland and Sudland?',
      documents: [
        {
          title: 'Norland and Sudland talks',
          text: 'President Olsen highlighted that bilateral trade has witnessed robust momentum, crossing the USD 64–65 billion mark last year.',
        },
        {
          title: 'Sudland and Norland after the visit',
          text: 'Bilateral trade turnover has grown almost fivefold over the past four years, from $13 billion to $68 billion.',
        },
      ],
      values: ['USD 64–65 billion', '$68 billion'],
    },
    {
      name: 'construction: the cost of one bridge',
      question: 'How much did the harbour bridge cost?',
      documents: [
        { title: 'Harbour bridge opens', text: 'The harbour bridge cost 64 million crowns.' },
        { title: 'Harbour bridge at ten', text: 'The harbour bridge cost 71 million crowns, the city says.' },
      ],
      values: ['64 million crowns', '71 million crowns'],
    },
    {
      name: 'medicine: patients of one trial',
      question: 'How many patients did the Cardiva trial enrol?',
      documents: [
        { title: 'Cardiva results', text: 'The Cardiva trial enrolled 450 patients at nine hospitals.' },
        { title: 'Heart drug study', text: 'A total of 480 patients were recruited for the Cardiva trial.' },
      ],
      values: ['450 patients', '480 patients'],
    },
    {
      name: 'medicine: a percentage in other notation',
      question: 'By how much did the vaccine reduce hospital admissions?',
      documents: [
        { title: 'Vaccine study', text: 'The vaccine reduced hospital admissions by 60%.' },
        {
          title: 'New vaccine',
          text: 'Researchers found that the vaccine reduced hospital admissions by 72 per cent.',
        },
      ],
      values: ['60%', '72 per cent'],
    },
    {
      name: 'company figures: revenue of one year',
      question: 'What was the revenue of Acme in 2023?',
      documents: [
        {
          title: 'Acme annual report',
          date: '2024-02-10',
          text: 'Acme reported revenue of $5.2 billion in 2023.',
        },
        { title: 'Acme profile', date: '2024-06-01', text: 'In 2023, revenue at Acme reached $5.9 billion.' },
      ],
      values: ['$5.2 billion', '$5.9 billion'],
    },
    {
      name: 'company figures: "last year" resolved by the date of the document',
      question: 'How many cars did Velo sell in 2023?',
      documents: [
        { title: 'Velo figures', date: '2024-01-12', text: 'Velo sold 310,000 cars last year.' },
        { title: 'Velo in brief', date: '2024-05-03', text: 'Velo sold 340,000 vehicles in 2023.' },
      ],
      values: ['310,000 cars', '340,000 vehicles'],
    },
    {
      name: 'elections: the turnout',
      question: 'What was the turnout in the Lunden mayoral election?',
      documents: [
        { title: 'Lunden votes', text: 'Turnout in the Lunden mayoral election was 58 per cent.' },
        { title: 'New mayor in Lunden', text: 'The Lunden mayoral election saw a turnout of 63%.' },
      ],
      values: ['58 per cent', '63%'],
    },
    {
      name: 'elections: seats won',
      question: 'How many seats did the Green Party win?',
      documents: [
        { title: 'Assembly results', text: 'The Green Party won 34 seats in the assembly.' },
        {
          title: 'After the vote',
          text: 'With 37 seats, the assembly has a strong opposition. The Green Party won 37 seats in the assembly.',
        },
      ],
      values: ['34 seats', '37 seats'],
    },
    {
      name: 'sports: the score of a final',
      question: 'What was the score of the cup final between Rovers and Albion?',
      documents: [
        { title: 'Cup final', text: 'Rovers won the cup final against Albion 3–1.' },
        { title: 'Rovers celebrate', text: 'Rovers beat Albion 3–2 in the cup final.' },
      ],
      values: ['3–1', '3–2'],
    },
    {
      name: 'sports: the attendance of a match',
      question: 'How many spectators attended the derby?',
      documents: [
        { title: 'Derby report', text: 'The derby was attended by 41,300 spectators.' },
        { title: 'City derby', text: 'A crowd of 38,000 spectators attended the derby.' },
      ],
      values: ['41,300 spectators', '38,000 spectators'],
    },
    {
      name: 'engineering: the length of a tunnel',
      question: 'How long is the Gran tunnel?',
      documents: [
        { title: 'Gran tunnel', text: 'The Gran tunnel is 14.2 km long.' },
        { title: 'Rail works', text: 'The Gran tunnel has a length of 15.8 kilometres.' },
      ],
      values: ['14.2 km', '15.8 kilometres'],
    },
    {
      name: 'engineering: the year of an opening',
      question: 'When was the Gran tunnel opened?',
      documents: [
        { title: 'Gran tunnel', text: 'The Gran tunnel was opened in 1987.' },
        { title: 'Rail history', text: 'The Gran tunnel opened in 1989 after long delays.' },
      ],
      values: ['1987', '1989'],
    },
    {
      name: 'history: the day of a founding',
      question: 'When was the Brem observatory founded?',
      documents: [
        { title: 'Brem observatory', text: 'The Brem observatory was founded on 4 May 1871.' },
        { title: 'Stars over Brem', text: 'The observatory at Brem was founded on May 14, 1871.' },
      ],
      values: ['4 May 1871', 'May 14, 1871'],
    },
    {
      name: 'news: undated documents count different victims',
      question: 'How many people were killed in the Torva mine fire?',
      documents: [
        { title: 'Torva mine', text: 'The Torva mine fire killed 12 people.' },
        { title: 'After the fire', text: 'Nineteen people died in the Torva mine fire.' },
      ],
      values: ['12 people', 'Nineteen people'],
    },
    {
      name: 'one document contradicts itself',
      question: 'How many people does the Ostra shipyard employ?',
      documents: [
        {
          title: 'Ostra shipyard',
          text: 'The Ostra shipyard employs 2,300 people. Its docks lie north of the town.\n\nThe mayor said that the Ostra shipyard employs 2,700 people.',
        },
      ],
      values: ['2,300 people', '2,700 people'],
    },
    {
      name: 'a bound that excludes the other value',
      question: 'What is the share of wind power in the electricity of Norland?',
      documents: [
        {
          title: 'Wind in Norland',
          text: 'The share of wind power in the electricity of Norland is more than 40 per cent.',
        },
        { title: 'Power mix', text: 'The share of wind power in the electricity of Norland is 31 per cent.' },
      ],
      values: ['more than 40 per cent', '31 per cent'],
    },
    {
      name: 'Indian numerals: crores against millions',
      question: 'What did the Sona metro line cost?',
      documents: [
        { title: 'Sona metro', text: 'The Sona metro line cost ₹450 crore.' },
        { title: 'Metro accounts', text: 'The Sona metro line cost 5.6 billion rupees.' },
      ],
      values: ['₹450 crore', '5.6 billion rupees'],
    },
  ];

/** Documents whose values differ in the writing only, or that speak of two things. */
export const NEAR_MISSES: readonly DisagreementCase[] = [
  {
    name: 'counts of other years than the one that is asked for',
    question: 'How many people were on the waiting list in 2024?',
    documents: MINUTES,
  },
  {
    name: 'costs, where a person is asked for',
    question: 'Who opened the harbour bridge?',
    documents: [
      {
        title: 'Harbour bridge opens',
        text: 'Mayor Lind opened the harbour bridge, which cost 64 million crowns.',
      },
      {
        title: 'Harbour bridge at ten',
        text: 'The harbour bridge, which Mayor Lind opened, cost 71 million crowns.',
      },
    ],
  },
  {
    name: 'a range and a value inside it',
    question: 'How large is bilateral trade between Norland and Sudland?',
    documents: [
      { title: 'Norland and Sudland', text: 'Bilateral trade reached $64–65 billion.' },
      { title: 'Sudland and Norland', text: 'Bilateral trade reached 64.5 billion dollars.' },
    ],
  },
  {
    name: 'a rounded value',
    question: 'What was the revenue of Acme in 2023?',
    documents: [
      { title: 'Acme report', text: 'Acme had revenue of $5.2 billion in 2023.' },
      { title: 'Acme profile', text: 'Acme had revenue of $5,183 million in 2023.' },
    ],
  },
  {
    name: 'hedges: "nearly" and "more than"',
    question: 'How large is bilateral trade between Norland and Sudland?',
    documents: [
      { title: 'Norland and Sudland', text: 'Bilateral trade stands at nearly $65 billion.' },
      { title: 'Sudland and Norland', text: 'Bilateral trade stands at more than $60 billion.' },
      { title: 'Trade of Norland and Sudland', text: 'Bilateral trade stands at $63 billion.' },
    ],
  },
  {
    name: 'a target and an actual figure',
    question: 'How large is bilateral trade between Norland and Sudland?',
    documents: [
      { title: 'Norland and Sudland', text: 'Bilateral trade stood at $68 billion.' },
      {
        title: 'Sudland and Norland',
        text: 'The two sides aim to raise bilateral trade to $100 billion by 2030.',
      },
    ],
  },
  {
    name: 'imports, exports and trade',
    question: 'How large are the exports of Norland to Sudland?',
    documents: [
      { title: 'Norland and Sudland', text: 'Exports of Norland to Sudland amount to $60 billion.' },
      { title: 'Sudland and Norland', text: 'Imports of Norland from Sudland amount to $5 billion.' },
      { title: 'Trade', text: 'Trade of Norland with Sudland amounts to $65 billion.' },
    ],
  },
  {
    name: 'two values of one sentence for two things',
    question: 'How large are the exports of Norland to Sudland?',
    documents: [
      {
        title: 'Norland',
        text: 'Exports of Norland to Sudland stand at approximately $60 billion, while imports from Sudland amount to only about $5 billion.',
      },
      { title: 'Sudland', text: 'Exports of Norland to Sudland are worth $62 billion.' },
    ],
  },
  {
    name: 'other currencies',
    question: 'What did the Sona metro line cost?',
    documents: [
      { title: 'Sona metro', text: 'The Sona metro line cost €450 million.' },
      { title: 'Metro accounts', text: 'The Sona metro line cost $490 million.' },
    ],
  },
  {
    name: 'a whole and a part of it',
    question: 'How many patients did the Cardiva trial enrol?',
    documents: [
      { title: 'Cardiva results', text: 'The Cardiva trial enrolled 450 patients.' },
      { title: 'Heart drug study', text: 'The Cardiva trial enrolled 180 patients with diabetes.' },
    ],
  },
  {
    name: 'a narrower measure',
    question: 'By how much did the vaccine reduce hospital admissions?',
    documents: [
      { title: 'Vaccine study', text: 'The vaccine reduced hospital admissions by 60%.' },
      { title: 'New vaccine', text: 'The vaccine reduced hospital admissions among the elderly by 48%.' },
    ],
  },
  {
    name: 'the dead and the injured',
    question: 'How many people were killed in the Torva mine fire?',
    documents: [
      { title: 'Torva mine', text: 'The Torva mine fire killed 12 people.' },
      { title: 'After the fire', text: 'The Torva mine fire injured 40 people.' },
    ],
  },
  {
    name: 'two bridges',
    question: 'How much did the bridge cost?',
    documents: [
      { title: 'Works in Oslo', text: 'The new bridge in Oslo cost 64 million crowns.' },
      { title: 'Works in Bergen', text: 'The new bridge in Bergen cost 71 million crowns.' },
    ],
  },
  {
    name: 'two players',
    question: 'How many goals were scored for Rovers this season?',
    documents: [
      { title: 'Rovers strikers', text: 'Smith scored 14 goals for Rovers.' },
      { title: 'Rovers attack', text: 'Jones scored 11 goals for Rovers.' },
    ],
  },
  {
    name: 'a rise and a level',
    question: 'What happened to steel output in Norland?',
    documents: [
      { title: 'Steel output', text: 'Steel output in Norland rose by 9 million tonnes.' },
      { title: 'Steel', text: 'Steel output in Norland rose to 42 million tonnes.' },
    ],
  },
  {
    name: 'an average and a peak',
    question: 'How many visitors does the museum have a day?',
    documents: [
      { title: 'The museum', text: 'The museum has an average of 900 visitors a day.' },
      { title: 'Museum records', text: 'The museum had 2,400 visitors a day at its peak.' },
    ],
  },
  {
    name: 'a figure that the document itself disputes',
    question: 'How much did the harbour bridge cost?',
    documents: [
      { title: 'Harbour bridge opens', text: 'The harbour bridge cost 64 million crowns.' },
      {
        title: 'Harbour bridge rumours',
        text: 'Critics wrongly said that the harbour bridge cost 90 million crowns.',
      },
    ],
  },
  {
    name: 'a denial',
    question: 'How many people does the Ostra shipyard employ?',
    documents: [
      { title: 'Ostra shipyard', text: 'The Ostra shipyard employs 2,300 people.' },
      { title: 'Rumours', text: 'The Ostra shipyard does not employ 5,000 people.' },
    ],
  },
  {
    name: 'meetings of two years',
    question: 'When was the summit of Norland and Sudland held?',
    documents: [
      { title: 'Norland and Sudland', text: 'The summit of Norland and Sudland was held in December 2021.' },
      { title: 'Sudland and Norland', text: 'The summit of Norland and Sudland was held in July 2024.' },
    ],
  },
  {
    name: 'a day and its month',
    question: 'When was the Brem observatory founded?',
    documents: [
      { title: 'Brem observatory', text: 'The Brem observatory was founded on 4 May 1871.' },
      { title: 'Stars over Brem', text: 'The Brem observatory was founded in May 1871.' },
      { title: 'Brem', text: 'The Brem observatory was founded in 1871.' },
    ],
  },
  {
    name: 'a founding and an opening',
    question: 'When was the Brem observatory founded?',
    documents: [
      { title: 'Brem observatory', text: 'The Brem observatory was founded in 1871.' },
      { title: 'Stars over Brem', text: 'The Brem observatory was rebuilt in 1920.' },
    ],
  },
  {
    name: 'a half of a year and the year',
    question: 'How many cars did Velo sell?',
    documents: [
      { title: 'Velo figures', text: 'Velo sold 150,000 cars in the first half of 2023.' },
      { title: 'Velo in brief', text: 'Velo sold 310,000 cars in 2023.' },
    ],
  },
];

/** Each pair of values that must be shown as a development, with its times, earliest first. */
export const DEVELOPMENTS: readonly (DisagreementCase & {
  readonly claims: readonly (readonly [value: string, when: string])[];
})[] = [
  {
    name: 'a count that each of three minutes gives, as one development',
    question: 'How many people are on the waiting list?',
    documents: MINUTES,
    claims: [
      ['23 people', '2023-01-17'],
      ['31 people', '2023-03-21'],
      ['19 people', '2024-01-16'],
    ],
  },
  {
    name: 'years in the sentences',
    question: 'How large is bilateral trade between Norland and Sudland?',
    documents: [
      { title: 'Norland and Sudland', text: 'Bilateral trade stood at $68 billion in 2024.' },
      { title: 'Sudland and Norland', text: 'Bilateral trade stood at $50 billion in 2023.' },
    ],
    claims: [
      ['$50 billion', '2023'],
      ['$68 billion', '2024'],
    ],
  },
  {
    name: '"last year" resolved by the date of each document',
    question: 'How many cars does Velo sell?',
    documents: [
      { title: 'Velo figures', date: '2024-01-12', text: 'Velo sold 310,000 cars last year.' },
      { title: 'Velo grows', date: '2025-01-15', text: 'Velo sold 360,000 cars last year.' },
    ],
    claims: [
      ['310,000 cars', '2023'],
      ['360,000 cars', '2024'],
    ],
  },
  {
    name: 'no year in the sentences: the dates of the documents',
    question: 'How many people does the Ostra shipyard employ?',
    documents: [
      { title: 'Ostra shipyard', date: '2019-03-01', text: 'The Ostra shipyard employs 2,300 people.' },
      { title: 'Ostra today', date: '2024-03-01', text: 'The Ostra shipyard employs 1,100 people.' },
    ],
    claims: [
      ['2,300 people', '2019-03-01'],
      ['1,100 people', '2024-03-01'],
    ],
  },
  {
    name: 'halves of a year',
    question: 'How many cars did Velo sell?',
    documents: [
      { title: 'Velo figures', text: 'Velo sold 150,000 cars in the first half of 2023.' },
      { title: 'Velo in brief', text: 'Velo sold 190,000 cars in the second half of 2023.' },
    ],
    claims: [
      ['150,000 cars', 'first half of 2023'],
      ['190,000 cars', 'second half of 2023'],
    ],
  },
  {
    name: 'a count of victims that grows from day to day',
    question: 'How many people were killed in the Torva mine fire?',
    documents: [
      { title: 'Torva mine', date: '2024-05-01', text: 'The Torva mine fire killed 12 people.' },
      { title: 'After the fire', date: '2024-05-04', text: 'The Torva mine fire killed 19 people.' },
    ],
    claims: [
      ['12 people', '2024-05-01'],
      ['19 people', '2024-05-04'],
    ],
  },
  {
    name: 'a plan that was put off',
    question: 'When will the Gran tunnel open?',
    documents: [
      { title: 'Gran tunnel', date: '2022-05-01', text: 'The Gran tunnel will open in 2025.' },
      { title: 'Delay', date: '2024-05-04', text: 'The Gran tunnel will open in 2027.' },
    ],
    claims: [
      ['2025', '2022-05-01'],
      ['2027', '2024-05-04'],
    ],
  },
];
