/** Discord's own limits, in UTF-16 code units unless a name says otherwise. Larger payloads are refused with 50035. */
export const DISCORD_LIMITS = {
  contentCharacters: 2000,
  descriptionCharacters: 4096,
  fieldValueCharacters: 1024,
  authorCharacters: 256,
  choices: 25,
  choiceCharacters: 100,
  selectOptions: 25,
  optionCharacters: 100,
} as const;

/** What one answer may take up. Together with the rest of an embed they stay below its 6,000 characters. */
export const LAYOUT = {
  bodyCharacters: 1500,
  /** Where sources differ; the first of several is shown at whatever length it has, at most 650. */
  disagreementCharacters: 400,
  inlineSources: 3,
  inlineQuoteCharacters: 160,
  /** One source with its place and its quote; three of them fit one field. */
  inlineSourceCharacters: 335,
  fileNameCharacters: 70,
  /** A follow-up, and the question that it was completed to; together they fit beside the rest of a plain message. */
  completedQuestionCharacters: 400,
  /** What went wrong with an answer; what to do about it comes last. */
  noticeCharacters: 500,
  /** One topic of an abstention. */
  topicCharacters: 50,
  messagesPerAnswer: 5,
  sourcesPerPage: 3,
  pageQuoteCharacters: 900,
  passageCharacters: 3500,
} as const;

/** How the bot bounds its own work. */
export interface BotLimits {
  readonly questionCharacters: number;
  /** Answers worked on at once, over all users; more wait in line. */
  readonly runningAnswers: number;
  readonly waitingAnswers: number;
  /** After this an interaction's reply is left alone and an ordinary message is sent: Discord's limit is 15 minutes. */
  readonly interactionLifetimeMs: number;
  /** An answer that takes longer is given up. */
  readonly answerTimeoutMs: number;
  /** How long `stop()` waits for the messages that say so. */
  readonly stopGraceMs: number;
  /** How long the gateway may take to become ready at the start. */
  readonly readyTimeoutMs: number;
  /** Discord shows "typing" for 10 seconds. */
  readonly typingIntervalMs: number;
  /** Between two edits of a growing answer, per channel; Discord allows about one a second. */
  readonly editIntervalMs: number;
}

export const DEFAULT_BOT_LIMITS: BotLimits = {
  questionCharacters: 500,
  runningAnswers: 4,
  waitingAnswers: 32,
  interactionLifetimeMs: 870_000,
  answerTimeoutMs: 1_800_000,
  stopGraceMs: 5_000,
  readyTimeoutMs: 60_000,
  typingIntervalMs: 8_000,
  editIntervalMs: 1_100,
};
