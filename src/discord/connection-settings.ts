/** The address for `rest.api`: without a slash or a version at the end, as discord.js adds the version. */
export function restAddress(apiUrl: string): string {
  return apiUrl.replace(/\/+$/, '').replace(/\/v\d+$/, '');
}

/** The token alone, as people also copy the word and the spaces around it. */
export function bareToken(token: string): string {
  return token.trim().replace(/^Bot\s+/i, '');
}
