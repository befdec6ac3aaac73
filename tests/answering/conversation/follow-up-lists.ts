/** A follow-up after a turn, and what it must become: words that the completed question holds, and words that it must not. */
export interface FollowUpCase {
  readonly question: string;
  /** The quoted answer; empty when the question was declined. */
  readonly answer: string;
  readonly followUp: string;
  readonly completed: RegExp;
}

const lighthouse = {
  question: 'When was the lighthouse of Skagen built?',
  answer: 'The lighthouse of Skagen was built in 1858 by the architect Niels Bindesbøll.',
};
const wheat = {
  question: 'How much wheat did Canada export in 2019?',
  answer: 'Canada exported 23 million tonnes of wheat in 2019, mostly to China and Indonesia.',
};
const minister = {
  question: 'What did Minister Okafor say about the new railway?',
  answer: 'Minister Grace Okafor said that the new railway will be opened in March.',
};
const vaccine = {
  question: 'Who developed the vaccine against polio?',
  answer: 'The vaccine against polio was developed by Jonas Salk at the University of Pittsburgh.',
};
const merger = {
  question: 'Did the merger between Nordbank and Sparhaus fail?',
  answer: '“The merger is dead,” Nordbank chief Eva Lindqvist told reporters in Oslo.',
};
const emissions = {
  question: "What was Germany's share of European steel production in 2015?",
  answer: 'In 2015, Germany accounted for 26% of European steel production.',
};
const festival = {
  question: 'Where does the winter festival take place?',
  answer: 'The winter festival takes place in Tromsø every January.',
};

const tunnel = {
  question: 'How long is the Gotthard tunnel?',
  answer: 'The Gotthard Base Tunnel is 57 kilometres long and was opened in 2016.',
};
const tourism = {
  question: 'How many tourists visited Iceland in 2018?',
  answer: 'About 2.3 million tourists visited Iceland in 2018, the airport operator said.',
};
const chancellor = {
  question: 'What did Chancellor Weiss promise the farmers?',
  answer: 'Chancellor Anna Weiss promised the farmers lower taxes on diesel until 2027.',
};
const strike = {
  question: 'Did the dockers in Rotterdam strike last week?',
  answer:
    'The dockers in Rotterdam stopped work on Tuesday because their wages had not been raised, union leader Piet Visser said.',
};
const telescope = {
  question: 'Who paid for the new telescope in Chile?',
  answer: 'The new telescope in Chile was paid for by sixteen European states.',
};
const coffee = {
  question: "What is Brazil's share of world coffee exports?",
  answer: 'Brazil ships 37% of all coffee exports, followed by Vietnam.',
};
const museum = {
  question: 'Where was the stolen painting found?',
  answer: 'The stolen painting was found in a cellar in Antwerp by detective Arthur Brand.',
};
const inflation = {
  question: 'How high was inflation in Turkey in 2022?',
  answer: 'Inflation in Turkey reached 72 percent in 2022, according to the statistical office.',
};
const declined = { question: 'When was the opera house in Bergen renovated?', answer: '' };

/** Follow-ups that the rules were made with. */
export const FOLLOW_UPS: readonly FollowUpCase[] = [
  { ...lighthouse, followUp: 'who designed it?', completed: /^Who designed the lighthouse of Skagen\?$/ },
  { ...lighthouse, followUp: 'How tall is it?', completed: /^How tall is the lighthouse of Skagen\?$/ },
  { ...lighthouse, followUp: 'why?', completed: /^Why was the lighthouse of Skagen built\?$/ },
  { ...lighthouse, followUp: 'By whom?', completed: /^By whom was the lighthouse of Skagen built\?$/ },
  { ...lighthouse, followUp: 'and the one in Blåvand?', completed: /Blåvand/ },
  { ...wheat, followUp: 'and in 2020?', completed: /^How much wheat did Canada export in 2020\?$/ },
  {
    ...wheat,
    followUp: 'what about Australia?',
    completed: /^How much wheat did Australia export in 2019\?$/,
  },
  { ...wheat, followUp: 'and barley?', completed: /^How much barley did Canada export in 2019\?$/ },
  { ...wheat, followUp: 'the year before?', completed: /^How much wheat did Canada export in 2018\?$/ },
  { ...wheat, followUp: 'and a year later', completed: /^How much wheat did Canada export in 2020\?$/ },
  {
    ...wheat,
    followUp: 'how about argentina in 2021?',
    completed: /^How much wheat did Argentina export in 2021\?$/,
  },
  { ...wheat, followUp: 'to China?', completed: /^How much wheat did Canada export in 2019 to China\?$/ },
  {
    ...minister,
    followUp: 'When did she say that?',
    completed: /^When did .*Okafor say “the new railway will be opened in March”\?$/,
  },
  {
    ...minister,
    followUp: 'and about the budget?',
    completed: /^What did Minister Okafor say about the budget\?$/,
  },
  {
    ...minister,
    followUp: 'who said that?',
    completed: /^Who said “the new railway will be opened in March”\?$/,
  },
  { ...minister, followUp: 'what does she think of it?', completed: /Okafor think of the new railway\?$/ },
  { ...minister, followUp: 'When will it open?', completed: /^When will the new railway open\?$/ },
  {
    ...minister,
    followUp: 'And Minister Bello?',
    completed: /^What did Minister Bello say about the new railway\?$/,
  },
  { ...vaccine, followUp: 'when?', completed: /^When .*polio/ },
  { ...vaccine, followUp: 'where did he work?', completed: /^Where did Jonas Salk work\?$/ },
  {
    ...vaccine,
    followUp: 'and against measles?',
    completed: /^Who developed the vaccine against measles\?$/,
  },
  {
    ...vaccine,
    followUp: 'How does it work?',
    completed: /^How does the vaccine(?: against polio)? work\?$/,
  },
  { ...merger, followUp: 'why?', completed: /^Why did the merger between Nordbank and Sparhaus fail\?$/ },
  { ...merger, followUp: 'Says who?', completed: /^Who said “The merger is dead”\?$/ },
  {
    ...merger,
    followUp: 'when was that?',
    completed: /^When did the merger between Nordbank and Sparhaus fail\?$/,
  },
  {
    ...merger,
    followUp: 'where did she say that?',
    completed: /^Where did Eva Lindqvist say “The merger is dead”\?$/,
  },
  {
    ...emissions,
    followUp: 'And France?',
    completed:
      /^What was France[’']?s? share of European steel production in 2015\?$|^What was France's share/,
  },
  {
    ...emissions,
    followUp: '2005?',
    completed: /^What was Germany's share of European steel production in 2005\?$/,
  },
  {
    ...emissions,
    followUp: 'and of cement production?',
    completed: /^What was Germany's share of European cement production in 2015\?$/,
  },
  {
    ...emissions,
    followUp: 'and today?',
    completed: /^What was Germany's share of European steel production today\?$/,
  },
  { ...emissions, followUp: 'since when?', completed: /^Since when .*Germany/ },
  { ...festival, followUp: 'When?', completed: /^When does the winter festival take place\?$/ },
  { ...festival, followUp: 'who performs there?', completed: /^Who performs in Tromsø\?$/ },
  {
    ...festival,
    followUp: 'How many people attend it?',
    completed: /^How many people attend the winter festival\?$/,
  },
  {
    ...festival,
    followUp: 'tell me more',
    completed: /^Tell me more: Where does the winter festival take place\?$/,
  },
  {
    ...festival,
    followUp: 'and the summer festival?',
    completed: /^Where does the summer festival take place\?$/,
  },
  { ...festival, followUp: 'is it free?', completed: /^Is the winter festival free\?$/ },
  { ...tunnel, followUp: 'When was it opened?', completed: /^When was the Gotthard tunnel opened\?$/i },
  { ...tunnel, followUp: 'who built it', completed: /^Who built the Gotthard tunnel\?$/i },
  { ...tunnel, followUp: 'and how deep?', completed: /^How deep is the Gotthard tunnel\?$/i },
  { ...tunnel, followUp: 'what about the Brenner tunnel?', completed: /^How long is the Brenner tunnel\?$/i },
  {
    ...tunnel,
    followUp: 'does it have two tubes?',
    completed: /^Does the Gotthard tunnel have two tubes\?$/i,
  },
  { ...tourism, followUp: 'And in 2019?', completed: /^How many tourists visited Iceland in 2019\?$/ },
  { ...tourism, followUp: 'and Norway?', completed: /^How many tourists visited Norway in 2018\?$/ },
  {
    ...tourism,
    followUp: 'what about the year before that?',
    completed: /^How many tourists visited Iceland in 2017\?$/,
  },
  { ...tourism, followUp: 'says who?', completed: /^Who said “.*2\.3 million tourists visited Iceland/ },
  { ...tourism, followUp: 'Why?', completed: /^Why .*tourists visited Iceland in 2018/ },
  {
    ...tourism,
    followUp: 'between 2010 and 2015?',
    completed: /^How many tourists visited Iceland between 2010 and 2015\?$/,
  },
  {
    ...tourism,
    followUp: 'what about greenland in 2020?',
    completed: /^How many tourists visited Greenland in 2020\?$/,
  },
  {
    ...chancellor,
    followUp: 'what did she say about milk?',
    completed: /^What did (?:Anna |Chancellor )?Weiss say about milk\?$/,
  },
  {
    ...chancellor,
    followUp: 'and the fishermen?',
    completed: /^What did Chancellor Weiss promise the fishermen\?$/,
  },
  {
    ...chancellor,
    followUp: 'When did she promise it?',
    completed: /^When did (?:Anna |Chancellor )?Weiss promise (?!it)/,
  },
  { ...chancellor, followUp: 'is she married?', completed: /^Is (?:Anna |Chancellor )?Weiss married\?$/ },
  { ...chancellor, followUp: 'and why?', completed: /^Why .*Weiss promise/ },
  { ...strike, followUp: 'why?', completed: /^Why did the dockers in Rotterdam strike last week\?$/ },
  {
    ...strike,
    followUp: 'how long?',
    completed: /^How long did the dockers in Rotterdam strike last week\?$/,
  },
  { ...strike, followUp: 'and in Hamburg?', completed: /^Did the dockers in Hamburg strike last week\?$/ },
  { ...strike, followUp: 'what do they want?', completed: /^What do the dockers(?: in Rotterdam)? want\?$/ },
  { ...strike, followUp: 'who told you that?', completed: /^Who said “/ },
  {
    ...telescope,
    followUp: 'how much did it cost?',
    completed: /^How much did the new telescope(?: in Chile)? cost\?$/,
  },
  {
    ...telescope,
    followUp: 'where exactly is it?',
    completed: /^Where exactly is the new telescope(?: in Chile)?\?$/,
  },
  {
    ...coffee,
    followUp: 'and Vietnam?',
    completed: /^What is Vietnam[’']s share of world coffee exports\?$/,
  },
  {
    ...coffee,
    followUp: 'and of cocoa exports?',
    completed: /^What is Brazil's share of (?:world )?cocoa exports\?$/,
  },
  {
    ...coffee,
    followUp: 'what about imports?',
    completed: /^What is Brazil's share of world coffee imports\?$/,
  },
  {
    ...coffee,
    followUp: 'in 1990?',
    completed: /^What (?:is|was) Brazil's share of world coffee exports in 1990\?$/,
  },
  { ...museum, followUp: 'when?', completed: /^When was the stolen painting found\?$/ },
  { ...museum, followUp: 'By whom?', completed: /^By whom was the stolen painting found\?$/ },
  { ...museum, followUp: 'who stole it?', completed: /^Who stole the stolen painting\?$/ },
  {
    ...museum,
    followUp: 'how did he find it?',
    completed: /^How did Arthur Brand find the stolen painting\?$/,
  },
  {
    ...inflation,
    followUp: 'ok, and in Argentina?',
    completed: /^How high was inflation in Argentina in 2022\?$/,
  },
  {
    ...inflation,
    followUp: 'and unemployment?',
    completed: /^How high was unemployment in Turkey in 2022\?$/,
  },
  {
    ...inflation,
    followUp: 'the following year?',
    completed: /^How high was inflation in Turkey in 2023\?$/,
  },
  {
    ...inflation,
    followUp: 'Tell me more please',
    completed: /^Tell me more: How high was inflation in Turkey in 2022\?$/,
  },
  { ...inflation, followUp: 'and the us?', completed: /^How high was inflation in the US in 2022\?$/ },
  { ...declined, followUp: 'and in Oslo?', completed: /^When was the opera house in Oslo renovated\?$/ },
  { ...declined, followUp: 'how much did that cost?', completed: /^How much did .*opera house.* cost\?$/ },
];

/** Questions that are complete, many of which look as if they were not; the rules were made with them. */
export const STANDALONE_QUESTIONS: readonly string[] = [
  'And who designed the lighthouse of Skagen?',
  'And how much wheat did Canada export in 2019?',
  'But why did the merger between Nordbank and Sparhaus fail?',
  'So when does the winter festival in Tromsø begin?',
  'What about the plan to close the coal mines in the Ruhr, who opposes it?',
  'How about the claim that the railway is late, is it true?',
  'Is it true that the railway will be opened in March?',
  'Was it Salk or Sabin who developed the oral vaccine?',
  'How long does it take to cross the Baltic by ferry?',
  'Why did the company say that it would close the plant?',
  'What did the minister say about her budget?',
  'When did Eva Lindqvist announce that she would resign?',
  'Which country lost its access to the sea?',
  'How do bees find their way home?',
  'Who lost his seat in the election of 2010?',
  'Why do lighthouses flash when they could shine?',
  'Does the bank that bought Sparhaus still own it?',
  'What happens to people who refuse to pay their fines?',
  'How many ships are there in the harbour?',
  'Is there a ferry to the island?',
  'Are there any trains on Sunday?',
  'What does it mean to be a neutral country?',
  'When is it legal to fish for salmon?',
  'Why is it so difficult to recycle plastic bottles?',
  'Who was the first woman to climb the mountain, and when did she climb it?',
  'If the dam breaks, what will it destroy?',
  'After he left parliament, what did Okafor do?',
  'In its annual report, what did Nordbank promise?',
  'Before they signed the treaty, where did the two presidents meet?',
  'What is that building on the market square called?',
  'Which of these two treaties was signed first, Rome or Paris?',
  'Who said that the merger was dead?',
  'Who said the railway would be late?',
  'Why did they call the ship Titanic?',
  'Tell me more about the history of the lighthouse.',
  'Explain the difference between barley and wheat.',
  'More information on opening hours',
  'trade in 2019',
  'wheat exports of Canada',
  'steel production share Germany 2015',
  'In which year was the vaccine licensed?',
  'On what grounds did the court reject the appeal?',
  'By whom was the lighthouse designed?',
  'How much does a ticket cost in 2024?',
  'Where in Norway is Tromsø?',
  'When and where was Jonas Salk born?',
  'Why was the bridge over the Sound built?',
  'To whom did Canada sell most of the wheat?',
  'What else did the minister promise to the farmers?',
  'Who else signed the treaty of Rome?',
  'How about 23 million tonnes, who bought them all?',
  'Since when has Finland been a member of NATO?',
  'Does it rain more often in Bergen than in Oslo?',
  'What time is it in Tokyo?',
  'Which river does the old bridge span, and who built it?',
  'The merger failed: who is to blame for that?',
  'Did the mayor keep the promise that he had made?',
  'Do you know whether the festival has sold its tickets?',
  'Same-day delivery: which shops offer it?',
  'And then there were none: who wrote the novel?',
  'And how long is the Gotthard tunnel?',
  'And who found the stolen painting in Antwerp?',
  'So why did the dockers strike?',
  'Well, what is the population of Iceland?',
  'But is the tunnel safe?',
  'What about the tunnel under the Channel, how long is that one?',
  'How about asking when the museum opens on Sundays?',
  'Is it possible to visit the telescope at night?',
  'Is it known who stole the painting?',
  'Does it matter whether inflation falls?',
  'How much does it cost to climb Mount Everest?',
  'How far is it from Oslo to Bergen?',
  'Was it the union that ended the strike?',
  'What makes it hard to forecast inflation?',
  'When a bank fails, who pays its debts?',
  'Who painted the picture that was stolen from the museum in 2012?',
  'Which painter sold only one of his works?',
  'How did the dockers make their voices heard?',
  'What did Anna Weiss do after she had lost her majority?',
  'Did the chancellor break her promise to the farmers?',
  'Why do farmers burn their straw?',
  'Can a chancellor be removed before the end of their term?',
  'How many students were there at the university in 1900?',
  'Why are there two tubes in the tunnel?',
  'Is there life on Mars?',
  'Who was there when the treaty was signed?',
  'Who said that inflation would fall?',
  'Who said Iceland was full?',
  'What is that tower in Pisa called?',
  'Which of those states paid most for the telescope?',
  'What does the abbreviation ESO mean?',
  'Give me more details about the Gotthard tunnel',
  'Tell me about inflation in Turkey',
  'Tell me more about Arthur Brand',
  'What else did Chancellor Weiss promise the farmers?',
  'Who else paid for the telescope in Chile?',
  'coffee exports Brazil 2020',
  'inflation in Turkey',
  'opening of the tunnel in 2016',
  'tourists in Iceland by year',
  'In what year did the opera house in Bergen open?',
  'By how much did prices rise in Turkey in 2022?',
  'From which countries do the tourists come?',
  'To what extent do wages follow prices?',
  'With whom did the union negotiate?',
  'Since when have women voted in Switzerland?',
  'Why Iceland and not Greenland?',
  'When will the Brenner tunnel be finished, and who is building it?',
  'What happened to the detective who found the painting?',
  'Do they speak German in Switzerland?',
  'They say that coffee is healthy, but is coffee healthy?',
  'The strike is over: what has it changed?',
  'If the tunnel floods, how is it drained?',
  'Although he was ill, Piet Visser spoke to the dockers: what did he say?',
  'Between 2010 and 2015, how many tourists visited Iceland?',
  'In 2019, who was chancellor?',
  'Same-sex marriage in Brazil: when was it introduced?',
  'More wheat or more maize: what do farmers in Brazil grow?',
  'Why did Anna Weiss say what she said about diesel?',
  'No-fly zones over Turkey',
  'No. 5 boiler',
  'Where does coffee come from?',
  'Which article of the treaty says that wages are free?',
  'Who reported the theft of the painting?',
  'When was that novel published?',
  'What happened in Antwerp?',
];
