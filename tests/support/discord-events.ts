/** Gateway payloads as Discord sends them, reduced to what discord.js needs. */

export const IDS = {
  application: '900000000000000001',
  guild: '900000000000000002',
  channel: '900000000000000003',
  direct: '900000000000000004',
  thread: '900000000000000005',
  alice: '900000000000000011',
  bob: '900000000000000012',
  botRole: '900000000000000021',
} as const;

export const PERMISSIONS = {
  manageMessages: 0x2000n,
  sendMessages: 0x800n,
  embedLinks: 0x4000n,
  attachFiles: 0x8000n,
  viewChannel: 0x400n,
  readMessageHistory: 0x10000n,
  sendMessagesInThreads: 0x4000000000n,
} as const;

/** What the bot may do unless a test says otherwise. */
export const USUAL_PERMISSIONS: bigint =
  PERMISSIONS.viewChannel |
  PERMISSIONS.sendMessages |
  PERMISSIONS.embedLinks |
  PERMISSIONS.attachFiles |
  PERMISSIONS.readMessageHistory;

export type Json = Record<string, unknown>;

export function user(id: string, bot = false): Json {
  const names: Record<string, string> = {
    [IDS.application]: 'summit',
    [IDS.alice]: 'alice',
    [IDS.bob]: 'bob',
  };
  return { id, username: names[id] ?? 'someone', discriminator: bot ? '0001' : '0', avatar: null, bot };
}

export function readyPayload(gatewayUrl: string): Json {
  return {
    v: 10,
    user: user(IDS.application, true),
    guilds: [{ id: IDS.guild, unavailable: true }],
    session_id: 'session',
    resume_gateway_url: gatewayUrl,
    application: { id: IDS.application, flags: 0 },
  };
}

export function guildPayload(botPermissions: bigint): Json {
  const everyone = {
    id: IDS.guild,
    name: '@everyone',
    permissions: String(botPermissions),
    color: 0,
    hoist: false,
    position: 0,
    managed: false,
    mentionable: false,
    flags: 0,
  };
  // Discord gives every bot a role of its own.
  const ownRole = {
    ...everyone,
    id: IDS.botRole,
    name: 'summit',
    permissions: '0',
    managed: true,
    tags: { bot_id: IDS.application },
  };
  return {
    id: IDS.guild,
    name: 'Summit room',
    owner_id: IDS.bob,
    roles: [everyone, ownRole],
    channels: [guildChannel()],
    members: [
      {
        user: user(IDS.application, true),
        roles: [IDS.botRole],
        joined_at: null,
        deaf: false,
        mute: false,
        flags: 0,
      },
    ],
    threads: [],
    emojis: [],
    stickers: [],
    features: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    member_count: 3,
    preferred_locale: 'en-GB',
  };
}

export function guildChannel(): Json {
  return {
    id: IDS.channel,
    guild_id: IDS.guild,
    type: 0,
    name: 'general',
    position: 0,
    permission_overwrites: [],
  };
}

export function directChannel(): Json {
  return { id: IDS.direct, type: 1, recipients: [user(IDS.alice)], last_message_id: null };
}

export function messagePayload(id: string, channelId: string, author: Json, payload: Json): Json {
  return {
    id,
    channel_id: channelId,
    author,
    content: payload.content ?? '',
    embeds: payload.embeds ?? [],
    components: payload.components ?? [],
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    timestamp: new Date(0).toISOString(),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    type: 0,
    flags: payload.flags ?? 0,
  };
}

export interface InteractionSource {
  readonly id: string;
  readonly token: string;
  readonly userId: string;
  readonly direct: boolean;
  readonly memberPermissions: bigint;
  readonly appPermissions: bigint;
}

export function interactionPayload(source: InteractionSource, type: number, data: Json): Json {
  const member = {
    user: user(source.userId),
    roles: [],
    permissions: String(source.memberPermissions),
    joined_at: null,
    deaf: false,
    mute: false,
    flags: 0,
  };
  return {
    id: source.id,
    application_id: IDS.application,
    type,
    token: source.token,
    version: 1,
    data,
    channel_id: source.direct ? IDS.direct : IDS.channel,
    channel: source.direct ? directChannel() : guildChannel(),
    ...(source.direct ? { user: member.user } : { guild_id: IDS.guild, member }),
    app_permissions: String(source.appPermissions),
    locale: 'en-GB',
    entitlements: [],
    authorizing_integration_owners: {},
    context: source.direct ? 1 : 0,
    attachment_size_limit: 10_000_000,
  };
}
