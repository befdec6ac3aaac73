/**
 * What may stand behind the stop of a sentence, as part of an expression: quotation marks, brackets, marks of emphasis, and
 * references such as "[3]", "[^1]" and "[citation needed]".
 */
export const CLOSERS: string = String.raw`["'”’»)\]*_]*(?:\[[^\][]{1,20}\])*`;

/** The end of a text that is a whole sentence. */
export const SENTENCE_END: RegExp = new RegExp(`[.!?…。！？।؟]${CLOSERS}$`);
