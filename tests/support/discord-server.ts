import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  guildPayload,
  IDS,
  interactionPayload,
  type Json,
  messagePayload,
  readyPayload,
  USUAL_PERMISSIONS,
  user,
} from './discord-events.ts';
import { type RecordedCall, Refusal, readCall, respond } from './discord-requests.ts';
import { DiscordRest, type Interaction, type ShownMessage } from './discord-rest.ts';

export interface ServerOptions {
  readonly botPermissions?: bigint;
}

export interface InteractOptions {
  readonly userId?: string;
  readonly direct?: boolean;
  readonly memberPermissions?: bigint;
  readonly appPermissions?: bigint;
}

/** For what a test waits for: a bot answers within milliseconds, on a busy machine within seconds. */
const WAIT_MS = 15_000;

/** A local Discord: gateway and REST, with Discord's limits enforced and every call recorded. */
export class DiscordServer {
  static readonly token: string = 'test-token.of.the-bot';
  readonly calls: RecordedCall[] = [];
  /** The bot's intents, from its last IDENTIFY. */
  intents = 0;
  readonly #options: ServerOptions;
  readonly #http = createServer((request, response) => void this.#serve(request, response));
  readonly #gateway = new WebSocketServer({ server: this.#http });
  readonly #rest: DiscordRest;
  readonly #watchers = new Set<() => void>();
  readonly #faults: { readonly path: RegExp; readonly refusal: Refusal; readonly late: boolean }[] = [];
  #resumed = false;

  constructor(options: ServerOptions = {}) {
    this.#options = options;
    const gatewayUrl = (): string => this.apiUrl.replace('http', 'ws');
    this.#rest = new DiscordRest(
      DiscordServer.token,
      gatewayUrl,
      options.botPermissions ?? USUAL_PERMISSIONS,
    );
    this.#gateway.on('connection', (socket) => this.#greet(socket));
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}/api`;
  }

  async close(): Promise<void> {
    for (const socket of this.#gateway.clients) socket.terminate();
    this.#gateway.close();
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()));
    this.#http.closeAllConnections();
    await closed;
  }

  /** Moves the clock that acknowledgements and tokens are measured by. */
  advance(milliseconds: number): void {
    this.#rest.advance(milliseconds);
  }

  /** Somebody deletes a message. */
  delete(messageId: string): void {
    this.#rest.delete(messageId);
  }

  /** Refuses the next call to a matching path, `late` after doing what it asks. 429 carries Reset-After. */
  failNext(path: RegExp, status: number, code = 0, late = false): void {
    const headers: Record<string, string> =
      status === 429
        ? {
            'x-ratelimit-limit': '1',
            'x-ratelimit-remaining': '0',
            'x-ratelimit-reset-after': '0.05',
            'x-ratelimit-bucket': 'test',
            'retry-after': '5',
          }
        : {};
    const body = status === 429 ? { retry_after: 5, global: false } : {};
    this.#faults.push({
      path,
      late,
      refusal: new Refusal(status, code, `Failure ${status}`, { headers, body }),
    });
  }

  /** Closes the gateway connection, as Discord does. */
  disconnect(code: number): void {
    for (const socket of this.#gateway.clients) socket.close(code);
  }

  /** Somebody uses a slash command. */
  command(name: string, options: Record<string, string>, by: InteractOptions = {}): Interaction {
    const values = Object.entries(options).map(([key, value]) => ({ name: key, type: 3, value }));
    return this.#interact(2, { id: '1', name, type: 1, options: values }, by, null);
  }

  /** Somebody types into an option. */
  type(name: string, option: string, value: string): Interaction {
    const options = [{ name: option, type: 3, value, focused: true }];
    return this.#interact(4, { id: '1', name, type: 1, options }, {}, null);
  }

  /** Somebody clicks the component of a message whose custom_id matches, choosing `values` in a menu. */
  click(
    messageId: string,
    customId: RegExp,
    by: InteractOptions = {},
    values?: readonly string[],
  ): Interaction {
    const message = this.#rest.messages.get(messageId);
    const rows = (message?.components ?? []) as { components: { custom_id: string; type: number }[] }[];
    const component = rows.flatMap((row) => row.components).find(({ custom_id }) => customId.test(custom_id));
    if (!message || !component) throw new Error(`No component ${customId} on message ${messageId}`);
    const data = {
      custom_id: component.custom_id,
      component_type: component.type,
      ...(values ? { values } : {}),
    };
    return this.#interact(3, data, by, message);
  }

  /** The message command on a message with this content. */
  useMessageCommand(name: string, content: string): Interaction {
    const target = messagePayload(this.#rest.nextId(), IDS.channel, user(IDS.bob), { content });
    const resolved = { messages: { [String(target.id)]: target } };
    return this.#interact(2, { id: '1', name, type: 3, target_id: target.id, resolved }, {}, null);
  }

  /** Somebody writes a message. */
  message(content: string, more: { direct?: boolean; userId?: string; fields?: Json } = {}): void {
    const author = user(more.userId ?? IDS.alice);
    const mentions = content.includes(`<@${IDS.application}>`) ? [user(IDS.application, true)] : [];
    const channelId = more.direct ? IDS.direct : IDS.channel;
    const guild = more.direct
      ? {}
      : { guild_id: IDS.guild, member: { roles: [], joined_at: null, flags: 0 } };
    const message = messagePayload(this.#rest.nextId(), channelId, author, { content });
    this.dispatch('MESSAGE_CREATE', { ...message, mentions, ...guild, ...more.fields });
  }

  dispatch(type: string, data: Json): void {
    for (const socket of this.#gateway.clients) send(socket, { op: 0, t: type, s: 3, d: data });
  }

  /** The next message that was shown, in order; waits for it. */
  async nextMessage(): Promise<ShownMessage> {
    await this.#until(() => this.#rest.shown.length > 0, 'a message');
    return this.#rest.shown.shift()!;
  }

  /** The first recorded call that matches; waits for it. */
  async waitForCall(method: string, path: RegExp): Promise<RecordedCall> {
    const find = () => this.calls.find((call) => call.method === method && path.test(call.path));
    await this.#until(() => find() !== undefined, `${method} ${path}`);
    return find()!;
  }

  /** The client took its session up again after a lost connection. */
  async waitForResume(): Promise<void> {
    await this.#until(() => this.#resumed, 'a resumed session');
  }

  async #until(condition: () => boolean, what: string): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#watchers.delete(check);
        const seen = this.calls.map((call) => `${call.method} ${call.path}`).join('\n  ');
        reject(new Error(`Waited in vain for ${what}; calls so far:\n  ${seen}`));
      }, WAIT_MS);
      const check = (): void => {
        if (!condition()) return;
        clearTimeout(timer);
        this.#watchers.delete(check);
        resolve();
      };
      this.#watchers.add(check);
    });
  }

  #interact(
    type: number,
    data: Json,
    by: InteractOptions,
    message: (Json & { id: string }) | null,
  ): Interaction {
    const id = this.#rest.nextId();
    const interaction: Interaction = {
      id,
      token: `interaction-${id}`,
      createdAt: this.#rest.now(),
      channelId: by.direct ? IDS.direct : IDS.channel,
      source: message?.id ?? null,
      acknowledged: false,
      ephemeral: false,
      original: null,
    };
    this.#rest.interactions.set(interaction.token, interaction);
    const source = {
      id,
      token: interaction.token,
      userId: by.userId ?? IDS.alice,
      direct: by.direct ?? false,
      memberPermissions: by.memberPermissions ?? 0n,
      appPermissions: by.appPermissions ?? USUAL_PERMISSIONS,
    };
    const payload = interactionPayload(source, type, data);
    this.dispatch('INTERACTION_CREATE', message ? { ...payload, message } : payload);
    return interaction;
  }

  #greet(socket: WebSocket): void {
    send(socket, { op: 10, d: { heartbeat_interval: 41_250 } });
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw));
      if (op === 1) send(socket, { op: 11 });
      if (op === 6) {
        send(socket, { op: 0, t: 'RESUMED', s: 2, d: {} });
        this.#resumed = true;
        this.#notify();
      }
      if (op !== 2) return;
      if (d.token !== DiscordServer.token) return socket.close(4004);
      this.intents = d.intents;
      send(socket, { op: 0, t: 'READY', s: 1, d: readyPayload(this.apiUrl.replace('http', 'ws')) });
      const guild = guildPayload(this.#options.botPermissions ?? USUAL_PERMISSIONS);
      send(socket, { op: 0, t: 'GUILD_CREATE', s: 2, d: guild });
    });
  }

  async #serve(
    ...[request, response]: Parameters<Parameters<typeof createServer>[1] & object>
  ): Promise<void> {
    const call = await readCall(request);
    this.calls.push(call);
    try {
      const index = this.#faults.findIndex(({ path }) => path.test(call.path));
      const fault = index < 0 ? undefined : this.#faults.splice(index, 1)[0];
      if (fault && !fault.late) throw fault.refusal;
      const result = this.#rest.answer(call);
      if (fault) throw fault.refusal;
      respond(response, result === undefined ? 204 : 200, result);
    } catch (thrown) {
      const refusal = thrown instanceof Refusal ? thrown : new Refusal(500, 0, String(thrown));
      respond(response, refusal.status, refusal.body, refusal.headers);
    } finally {
      this.#notify();
    }
  }

  #notify(): void {
    for (const check of this.#watchers) check();
  }
}

function send(socket: WebSocket, packet: Json): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(packet));
}
