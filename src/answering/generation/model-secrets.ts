import type { BaseChatModel } from '@langchain/core/language_models/chat_models';

/** The keys that a model was given: LangChain's models name the fields that hold them. */
export function secretsOf(model: BaseChatModel): string[] {
  return Object.keys(model.lc_secrets ?? {}).flatMap((field) => {
    const value: unknown = Reflect.get(model, field);
    return typeof value === 'string' ? [value] : [];
  });
}
