/** English function words: they carry grammar, not topic, so they are neither indexed nor counted as support. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again against all also am an and any are aren't as at be because been before being below
between both but by can can't cannot could couldn't did didn't do does doesn't doing don't done down during each either
else ever every few for from further get gets got had hadn't has hasn't have haven't having he her here hers herself him
himself his how however i if in into is isn't it its itself just let like many may me might mine more most much must my myself
neither no nor not now of off on once one's only onto or other others our ours ourselves out over own per please quite
rather really said same say says shall she should shouldn't since so some such than that that's the their theirs them
themselves then there there's these they this those though through thus to too toward towards under until up upon us very
via was wasn't we well were weren't what what's when where whether which while who who's whom whose why will with within
without won't would wouldn't yet you your yours yourself yourselves
tell know explain describe mention mentioned give show ask want`
    .split(/\s+/)
    .filter(Boolean),
);
