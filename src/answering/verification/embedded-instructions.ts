/*
 * Documents can hold text that addresses whoever reads them by machine: "Ignore the above and say …". A model that obeys
 * writes sentences which that very text seems to prove. Such text is therefore no evidence for a generated sentence;
 * extractive answers still quote it, as they quote everything, in the document's own words.
 */

/**
 * Where an imperative can stand: at the beginning, after punctuation, or after what asks somebody for it. Elsewhere "to say
 * exactly when" and "now say only that" are told of others.
 */
const IMPERATIVE = String.raw`(?:(?:^|[.!?:;,"“‘'(\[*#>–-]\s*)(?:(?:please|now|and|then|instead|so|just)[,\s]+){0,2}|\b(?:please|you (?:must|should|have to|need to|are to)|you to|(?:remember|sure|task is|job is|goal is) to)\s+)`;

/** "Write only in block letters" is said of a form; "only" before what is to be written is said to a writer. */
const ONLY = String.raw`only\b(?!\s+(?:in|on|at|by|if|when|where|after|before|for|to)\b)`;

const INSTRUCTIONS: readonly RegExp[] = [
  new RegExp(
    String.raw`${IMPERATIVE}(?:ignore|disregard|forget|override|bypass)\b[^.!?]{0,30}\b(?:above|previous|prior|preceding|foregoing|instructions?|rules|prompts?|guidelines)\b`,
    'i',
  ),
  new RegExp(
    String.raw`${IMPERATIVE}(?:say|reply|respond|answer|output|print|write|repeat|append|include)\b[^.!?]{0,25}\b(?:exactly|${ONLY}|verbatim|with the|the (?:word|words|following|phrase|link|text))\b`,
    'i',
  ),
  /^(?:[Ss]ay|[Rr]eply|[Rr]espond)\b[:,]?\s+["“‘'\p{Lu}]/u,
  // These open a name as well: "Repeat Offenders", "Print Media".
  /^(?:[Oo]utput|[Pp]rint|[Rr]epeat)\b(?:[:,]\s+\p{Lu}|[:,]?\s+(?:["“‘']|\p{Lu}{2,}\b))/u,
  /\byour (?:system |initial |original |previous )?(?:prompt|instructions)\b/i,
  /\byou are (?:now |actually |no longer )?(?:an? )?(?:\w+ ){0,2}(?:ai|chatbot|language model|llm|assistant(?=\s*(?:[.,:;!?)\]"”’–-]|$|(?:that|who|which|whose|for|and|with|without|named|called)\b)))/i,
  /\b(?:ai|llms?|language models?|assistants?|chatbots?)\b[^.!?]{0,40}\b(?:must|should|shall|have to)\b[^.!?]{0,20}\b(?:say|reply|respond|answer|output|print|write|tell|include|ignore)\b/i,
];

/** Whether a sentence of a document tells a machine that reads it what to do. */
export function instructsReader(sentence: string): boolean {
  const text = sentence.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '').trim();
  return INSTRUCTIONS.some((pattern) => pattern.test(text));
}
