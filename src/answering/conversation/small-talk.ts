import { oneOf } from './one-of.ts';

/** A message that asks nothing of the documents. */
export type SmallTalk = 'greeting' | 'thanks' | 'help' | 'chat' | 'instruction' | 'nonsense';

/** A message as it is to be answered. */
export type Message =
  | { readonly kind: 'small-talk'; readonly talk: SmallTalk }
  /** `text` is the message itself, or what is left of it without greetings and instructions to the answerer. */
  | { readonly kind: 'question'; readonly text: string };

const GREETING =
  "(?:hi+|hello|hey+|hiya|howdy|yo|greetings|hallo|moin|good (?:morning|afternoon|evening|day)|how(?:'s it| is it) going|how are you(?: doing)?(?: today)?|how do you do|what'?s up|nice to meet you|welcome)";
const THANKS =
  '(?:(?:many |no )?thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|ty|cheers|great|perfect|nice(?: one)?|cool|awesome|excellent|wonderful|brilliant|ok(?:ay)?|got it|i see|well done|good (?:bot|job|work|answer)|that (?:helps|helped|was helpful)(?: a lot)?|(?:good ?)?bye|see you(?: later)?|good night|have a (?:nice|good|great) (?:day|evening|weekend)|sorry(?=[\\s.!?]*$|[\\s,.!:;–-]+(?:who|what|which|when|where|why|how|is|are|was|were|did|does|do|has|have|can|could|will)\\b)|never ?mind|lol|haha)';
const ADDRESS =
  '(?:there|bot|assistant|all|everyone|everybody|team|folks|friends?|mate|again|my friend|summit)';
const FILLER = new RegExp(
  `^(?:${GREETING}|${THANKS})(?:,? ${ADDRESS})*(?=[\\s,.!?:;–]|$)[\\s,.!?:;–-]*`,
  'i',
);
const GREETS = new RegExp(`^${GREETING}\\b`, 'i');
/** "Welcome ceremony", "greetings from Delhi": greetings only with a pause behind them. */
const NAMES_A_GREETING = /^(?:welcome|greetings)\b/i;

const HELP = oneOf([
  '(?:please )?help(?: me)?(?: please)?|commands?|usage|instructions|manual|info|about|start|menu',
  '(?:can|could|will|would) you (?:please )?help(?: me)?',
  'i need (?:some )?help',
  '(?:what|which)(?: (?:kinds?|sorts?) of)?(?: (?:things|questions|topics))? (?:can|could|may|should|do) (?:you|i|we) (?:do|answer|know|ask(?: you)?(?: about)?|tell me|help(?: me)? with)',
  'what can you (?:tell|help) (?:me|us)(?: (?:about|with))?',
  'how (?:do|does|can|should) (?:i|you|this|it|we)(?: bot)? (?:work|use (?:you|this|it|this bot))',
  "(?:so )?(?:who|what) (?:are|r) (?:you|u)(?: exactly)?|what(?: is|'s) (?:this|your name|your purpose)|(?:tell me|say something) about yourself|introduce yourself",
  'are you (?:an? )?(?:real|human|person|bot|robot|ai|machine|chatgpt|alive|sentient|there|ok)(?: person| human)?',
  '(?:who|what) (?:made|built|created|wrote|programmed|powers) you|(?:which|what) model are you|do you have feelings|can you hear me',
]);

const JUDGES =
  '(?:good|great|nice|fair|excellent|interesting|brilliant|clever|helpful|bad|poor|wrong|terrible|stupid|silly|useless)';
const NEGATION = "(?:do not|don't|did not|didn't|cannot|can't)";
/** What is said of the answerer, of its answer, or of nothing; a question with a thing of its own is none of these. */
const CHAT = oneOf([
  `(?:(?:what|such|that(?: is|'s| was)|this is|it(?: is|'s| was)) )?(?:an? |the )?(?:(?:very|really|so|pretty) )?${JUDGES} (?:questions?|answers?|points?|job|work|one|reply|response|idea|try|bot|stuff)`,
  "(?:that|this|it)(?: is|'s| was) (?:not )?(?:right|wrong|true|false|correct|incorrect|nonsense|rubbish|great|good|bad)",
  '(?:(?:yes|yeah|yep|no|nope|nah|sure|really|right|exactly|indeed|true|wrong|correct|incorrect|maybe|perhaps|of course|not really|wow|hm+|huh|oh|ah|please)[,. ]*)+',
  '(?:(?:this is )?(?:just )?(?:a )?test(?:ing)?[ ,.\\d]*)+',
  `i (?:(?:really|still|just) )?${NEGATION} (?:understand|know|get|follow|like|believe|care|agree|see|think so)(?: (?:it|that|this|you|anything|a thing))?`,
  'i (?:understand|know|agree|disagree|think so|guess so|hope so|like (?:it|that|this|you)|love (?:it|that|this|you)|hate (?:it|that|this|you))(?: now| too)?',
  '(?:how (?:old|tall|big|smart|clever|good|reliable|accurate|fast)|where|when) (?:are|were) you(?: (?:from|born|now|made|built|based|located))?',
  '(?:are|were) you (?:(?:really|quite|absolutely|still|so) )?(?:sure|certain|serious|joking|kidding|right|happy|sad|tired|hungry|busy|stupid|smart|married|single|male|female|a (?:man|woman|boy|girl))(?: (?:about|of) (?:that|this|it))?',
  '(?:do|can) you (?:really )?(?:sleep|dream|eat|think|love me|like me|know me|remember me|sing|dance|understand(?: me)?|speak [a-z]+)',
  '(?:(?:can|could|will|would) you )?(?:please )?(?:repeat|rephrase|say) (?:that|it|this|yourself)(?: again)?(?: please)?|come again|pardon(?: me)?|what do you mean(?: by (?:that|this|it))?',
  "what(?:'s| is) the time(?: now)?|what(?:'s| is) (?:the date |the day )?today(?:'s date)?|what(?:'s| is) (?:the )?(?:date|day) today|(?:what|which) (?:time|day|date|year|month|weekday) is (?:it|today)(?: (?:now|today|right now))?",
  "(?:how|what)(?:'s| is) the weather(?: like)?(?: today| now| outside)?|is it (?:raining|snowing|sunny)(?: now| today| outside)?",
]);

const OWN =
  '(?:(?:all|any|every|of|your|the|my|these|those|previous|prior|above|earlier|preceding|current|system|initial|original|safety|hidden|secret|full|exact|developer) )*';
const RULES =
  '(?:instructions?|rules?|prompts?|guidelines?|directions?|constraints?|restrictions?|programming|training|system (?:message|prompt)|configuration|context)';
/** What the answerer was told, unlike "the original guidelines of the treaty" and "the system configuration". */
const GIVEN_TO_ANSWERER = `(?:${[
  `${OWN}your ${OWN}${RULES}\\b.*`,
  `${OWN}(?:system|developer) (?:prompts?|messages?|instructions?)\\b.*`,
  `${OWN}(?<=\\b(?:hidden|secret|previous|above|initial|original) )(?:prompts?|instructions?)(?:,.*| (?:that )?(?:and|then|please|above|before|verbatim|word for word|in full|(?:given to )?you)\\b.*)?`,
].join('|')})`;
const LEAD =
  '(?:please |now |and |then |can you |could you |you (?:must|should|will|have to) |i want you to )*';
const INSTRUCTION = oneOf(
  [
    `${LEAD}(?:ignore|disregard|forget|override|bypass|skip|drop|break|violate)(?: about)? ${OWN}(?:${RULES}|everything|what (?:you were|i|they) (?:told|said)|(?<=the )above)\\b.*`,
    `${LEAD}(?:print|show|reveal|repeat|output|display|tell me|tell|give me|write|leak|share|dump|paste|list|echo)(?: me| us| out)? ${GIVEN_TO_ANSWERER}`,
    `${LEAD}repeat (?:the |all |every |these )*(?:words?|text|lines?|sentences?|messages?|everything) (?:above|before)\\b.*`,
    `what (?:are|is|were|was) ${GIVEN_TO_ANSWERER}`,
    `${LEAD}(?:act|behave|respond|answer|speak|talk|write|reply) (?:as(?: if)?|like) (?:an? |the |my |you\\b|i\\b).*`,
    `${LEAD}(?:pretend|role ?-?play|imagine)(?: to be| that you| you|ing| as)\\b.*`,
    '(?:from now on|you are now|you will now|new instructions?\\b)(?: |:).*',
    '(?:enable|enter|switch to|activate) .*\\bmode\\b.*',
    '(?:system|assistant|developer)(?: (?:override|message|prompt|alert|note))?\\s*:.*',
  ],
  'is',
);
/** Where an instruction may give way to a question: "… and tell me what …", "…. What …". */
const CLAUSES =
  /(?<=[.!?;\n])\s+|(?:,|\s)\s*(?:and |but |then )+(?:(?:please |just |also |then )*(?:tell me|answer|explain|say))?[:,]?\s*(?=(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|did|does|do|has|have|will|can)\b)|[:,]\s+(?=(?:who|what|which|when|where|why|how|is|are|was|did|does)\b)/i;
const ASKS =
  /^(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)\b|\?$/i;

/** Tells questions about the documents from greetings, thanks, requests for help, instructions and noise. */
export function readMessage(message: string): Message {
  const text = message.replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim();
  if (text === '') return { kind: 'question', text: message };
  if (!/[\p{L}\p{N}]/u.test(text)) return { kind: 'small-talk', talk: 'nonsense' };
  const rest = isFiller(text) ? '' : withoutFiller(text);
  if (!/[\p{L}\p{N}]/u.test(rest))
    return { kind: 'small-talk', talk: GREETS.test(text) ? 'greeting' : 'thanks' };
  if (HELP.test(bare(rest))) return { kind: 'small-talk', talk: 'help' };
  if (CHAT.test(bare(rest))) return { kind: 'small-talk', talk: 'chat' };
  const clauses = rest
    .split(CLAUSES)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  const asking = clauses.filter((clause) => !INSTRUCTION.test(bare(clause)));
  if (asking.length < clauses.length) {
    const question = asking.filter((clause) => ASKS.test(clause)).join(' ');
    return question === ''
      ? { kind: 'small-talk', talk: 'instruction' }
      : { kind: 'question', text: question };
  }
  return { kind: 'question', text: rest === text ? message : rest };
}

const KEYBOARD_RUN = /asd|sdf|dfg|fgh|ghj|hjk|jkl|qwe|wer[^a-z]|rty|zxc|xcv|cvb|vbn|qwp|zxm/;

/** True when every word is one that fingers type without a thought: without vowels, or along the keyboard. */
export function looksMashed(text: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return (
    words.length > 0 &&
    words.every(
      (word) =>
        word.length > 3 &&
        (/^[^aeiouy]+$|[bcdfghjklmnpqrstvwxz]{6}|(.)\1{3}/.test(word) || KEYBOARD_RUN.test(word)),
    )
  );
}

/** True for greetings and thanks one after the other: "ok thanks". */
function isFiller(text: string): boolean {
  let rest = text;
  for (let match = FILLER.exec(rest); match && match[0] !== ''; match = FILLER.exec(rest))
    rest = rest.slice(match[0].length);
  return rest === '';
}

/** Without greetings and thanks before a question and behind it. */
function withoutFiller(text: string): string {
  let rest = text;
  for (let match = FILLER.exec(rest); match && match[0] !== ''; match = FILLER.exec(rest)) {
    const after = rest.slice(match[0].length);
    // "Great Britain", "thank you letters": no pause, so the word belongs to what follows.
    const pause =
      /[,.!?:;–-]\s*$/.test(match[0]) ||
      after === '' ||
      (GREETS.test(match[0]) && !NAMES_A_GREETING.test(match[0])) ||
      /^(?:and|but|so|what|who|when|where|why|how|which)\b/i.test(after);
    if (!pause) break;
    rest = after;
  }
  return rest
    .replace(
      /(?<=[?.!]) *(?:thanks?(?: you)?|thx|cheers|please)(?: (?:in advance|a lot|so much|very much))?[.! ]*$/i,
      '',
    )
    .trim();
}

function bare(text: string): string {
  return text.replace(/[\s?!.,;:]+$/u, '').trim();
}
