import {
  directChannel,
  guildChannel,
  IDS,
  type Json,
  messagePayload,
  PERMISSIONS,
  user,
} from './discord-events.ts';
import { choiceErrors, commandErrors, messageErrors, pingErrors } from './discord-limits.ts';
import { type RecordedCall, Refusal } from './discord-requests.ts';

/** A message as somebody in Discord would see it appear or change. */
export interface ShownMessage {
  readonly how: 'reply' | 'edit' | 'follow-up' | 'channel' | 'update';
  readonly ephemeral: boolean;
  readonly message: Json & { readonly id: string };
  /** What the bot sent. */
  readonly payload: Json;
  readonly files: RecordedCall['files'];
}

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly createdAt: number;
  readonly channelId: string;
  /** The message of the button or the menu. */
  readonly source: string | null;
  acknowledged: boolean;
  ephemeral: boolean;
  original: string | null;
}

const ACKNOWLEDGE_MS = 3_000;
const TOKEN_MS = 900_000;

/** Discord's REST API with its messages and interactions, its limits enforced; it takes no message that could ping. */
export class DiscordRest {
  readonly interactions: Map<string, Interaction> = new Map();
  readonly messages: Map<string, Json & { id: string }> = new Map();
  /** Not yet taken by a test. */
  readonly shown: ShownMessage[] = [];
  readonly #token: string;
  readonly #gatewayUrl: () => string;
  readonly #mayReply: boolean;
  #clockOffset = 0;
  #lastId = 910_000_000_000_000_000n;

  constructor(token: string, gatewayUrl: () => string, botPermissions: bigint) {
    this.#token = token;
    this.#mayReply = (botPermissions & PERMISSIONS.readMessageHistory) !== 0n;
    this.#gatewayUrl = gatewayUrl;
  }

  /** Somebody deletes a message. */
  delete(messageId: string): void {
    this.messages.delete(messageId);
  }

  advance(milliseconds: number): void {
    this.#clockOffset += milliseconds;
  }

  now(): number {
    return Date.now() + this.#clockOffset;
  }

  nextId(): string {
    this.#lastId += 1n;
    return String(this.#lastId);
  }

  /** The response's body, or undefined for none. Throws a Refusal. */
  answer(call: RecordedCall): unknown {
    const { method, path, body } = call;
    const callback = /^\/interactions\/\d+\/([^/]+)\/callback$/.exec(path);
    if (callback && method === 'POST') return this.#callback(call, callback[1]!);
    const webhook = /^\/webhooks\/\d+\/([^/]+)(?:\/messages\/([^/]+))?$/.exec(path);
    if (webhook) return this.#webhook(call, webhook[1]!, webhook[2]);
    if (call.authorization !== `Bot ${this.#token}`) throw new Refusal(401, 0, '401: Unauthorized');
    if (path === '/gateway/bot') {
      const limit = { total: 1000, remaining: 999, reset_after: 1, max_concurrency: 1 };
      return { url: this.#gatewayUrl(), shards: 1, session_start_limit: limit };
    }
    if (path === '/applications/@me') return { id: IDS.application };
    if (path === '/users/@me') return user(IDS.application, true);
    const commands = /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/.exec(path);
    if (commands && method === 'PUT') {
      if (commands[2] && commands[2] !== IDS.guild) throw new Refusal(403, 50001, 'Missing Access');
      refuseForm(commandErrors(body));
      return body;
    }
    if (commands && method === 'GET') return [];
    if (/^\/channels\/\d+\/typing$/.test(path)) return undefined;
    const channel = /^\/channels\/(\d+)(\/messages)?$/.exec(path);
    const posted = /^\/channels\/\d+\/messages\/(\d+)$/.exec(path);
    if (posted && method === 'PATCH') return this.#edit(call, posted[1]!, 'edit', false, body);
    if (channel?.[2] && method === 'POST') {
      if (body.message_reference && channel[1] !== IDS.direct && !this.#mayReply)
        throw new Refusal(400, 160002, 'Cannot reply without permission to read message history');
      return this.#post(call, channel[1]!, 'channel', false, body);
    }
    if (channel) return channel[1] === IDS.direct ? directChannel() : guildChannel();
    throw new Refusal(404, 0, '404: Not Found');
  }

  #callback(call: RecordedCall, token: string): undefined {
    const interaction = this.interactions.get(token);
    const { type, data = {} } = call.body as { type: number; data?: Json };
    if (!interaction || this.now() - interaction.createdAt > ACKNOWLEDGE_MS) {
      throw new Refusal(404, 10062, 'Unknown interaction');
    }
    if (interaction.acknowledged) {
      throw new Refusal(400, 40060, 'Interaction has already been acknowledged.');
    }
    if (type === 8) refuseForm(choiceErrors(data.choices));
    interaction.ephemeral = (Number(data.flags ?? 0) & 64) !== 0;
    if (type === 6 || type === 7) interaction.original = interaction.source;
    if (type === 4) {
      interaction.original = this.#post(call, interaction.channelId, 'reply', interaction.ephemeral, data).id;
    }
    if (type === 7) this.#edit(call, interaction.source!, 'update', interaction.ephemeral, data);
    interaction.acknowledged = true;
    return undefined;
  }

  #webhook(call: RecordedCall, token: string, messageId: string | undefined): unknown {
    const interaction = this.interactions.get(token);
    if (!interaction?.acknowledged) throw new Refusal(404, 10015, 'Unknown Webhook');
    if (this.now() - interaction.createdAt > TOKEN_MS) throw new Refusal(401, 50027, 'Invalid Webhook Token');
    if (call.method === 'POST') {
      const ephemeral = (Number(call.body.flags ?? 0) & 64) !== 0;
      return this.#post(call, interaction.channelId, 'follow-up', ephemeral, call.body);
    }
    const id = messageId === '@original' ? interaction.original : (messageId ?? null);
    if (call.method === 'GET') return this.messages.get(id ?? '');
    if (id !== null) return this.#edit(call, id, 'edit', interaction.ephemeral, call.body);
    const message = this.#post(call, interaction.channelId, 'edit', interaction.ephemeral, call.body);
    interaction.original = message.id;
    return message;
  }

  #post(
    call: RecordedCall,
    channelId: string,
    how: ShownMessage['how'],
    ephemeral: boolean,
    payload: Json,
  ): Json & { id: string } {
    refuseForm([...messageErrors(payload), ...pingErrors(payload)]);
    const empty = !payload.content && !(payload.embeds as unknown[])?.length && call.files.length === 0;
    if (empty) throw new Refusal(400, 50006, 'Cannot send an empty message');
    const id = this.nextId();
    const message = { ...messagePayload(id, channelId, user(IDS.application, true), payload), id };
    this.messages.set(id, message);
    this.shown.push({ how, ephemeral, message, payload, files: call.files });
    return message;
  }

  #edit(call: RecordedCall, id: string, how: ShownMessage['how'], ephemeral: boolean, payload: Json): Json {
    refuseForm([...messageErrors(payload), ...pingErrors(payload)]);
    const before = this.messages.get(id);
    if (!before) throw new Refusal(404, 10008, 'Unknown Message');
    const kept = Object.fromEntries(Object.entries(payload).filter(([key]) => key in before));
    const message = {
      ...before,
      ...kept,
      content: kept.content ?? ('content' in kept ? '' : before.content),
      id,
    };
    this.messages.set(id, message);
    this.shown.push({ how, ephemeral, message, payload, files: call.files });
    return message;
  }
}

function refuseForm(errors: readonly string[]): void {
  if (errors.length > 0) {
    throw new Refusal(400, 50035, 'Invalid Form Body', {
      body: { errors: { _errors: errors.map((message) => ({ code: 'BASE_TYPE_BAD_LENGTH', message })) } },
    });
  }
}
