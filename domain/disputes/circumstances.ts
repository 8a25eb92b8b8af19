/** What is known of a dispute beside its cause, asked at acceptance and added to as it is learned. */
export const circumstances = [
  // dispute or incident? (DOMAIN.md §7)
  'by-110',
  'injury',
  'weapon',
  'damage',
  // what the guards ask
  'minor-violation',
  'serious-violation',
  'party-refuses',
  'decided-by-police',
  'status-matter',
  'hired-violence',
  'gang-fight',
  'repeated-violations',
  'new-violation',
  'suspect-fled',
  'minor-without-guardian',
  'suspect-sends-agent',
  'agent-without-writing',
  'family-violence',
  'no-capacity',
  'helper-without-consent',
] as const
export type Circumstance = (typeof circumstances)[number]

/** “What came by 110, or has an injury, a weapon or damage, is an incident as well, or a second person says why not.” */
const incidental: readonly Circumstance[] = ['by-110', 'injury', 'weapon', 'damage']

/** Why it is an incident as well; empty when nobody is asked. */
export const incidentReasons = (known: readonly Circumstance[]): readonly Circumstance[] =>
  incidental.filter((circumstance) => known.includes(circumstance))
