import type { SameKeys } from '../../../ui/messages/shape.ts'
import type { console as zh } from '../zh-CN/index.ts'
import { account } from './account.ts'
import { appointments } from './appointments.ts'
import { audit } from './audit.ts'
import { checklists } from './checklists.ts'
import { checks } from './checks.ts'
import { devices } from './devices.ts'
import { disputes } from './disputes.ts'
import { divisions } from './divisions.ts'
import { due } from './due.ts'
import { duties } from './duties.ts'
import { excusals } from './excusals.ts'
import { fields } from './fields.ts'
import { files } from './files.ts'
import { findings } from './findings.ts'
import { followUps } from './follow-ups.ts'
import { imports } from './imports.ts'
import { incidents } from './incidents.ts'
import { labels } from './labels.ts'
import { map } from './map.ts'
import { members } from './members.ts'
import { place } from './place.ts'
import { places } from './places.ts'
import { settings } from './settings.ts'
import { shell } from './shell.ts'
import { shift } from './shift.ts'
import { streaks } from './streaks.ts'
import { tiers } from './tiers.ts'
import { today } from './today.ts'
import { visits } from './visits.ts'
import { words } from './words.ts'

export const console = {
  account,
  devices,
  disputes,
  checklists,
  checks,
  appointments,
  divisions,
  due,
  duties,
  fields,
  files,
  findings,
  followUps,
  imports,
  map,
  members,
  place,
  places,
  excusals,
  incidents,
  labels,
  streaks,
  tiers,
  audit,
  settings,
  shell,
  shift,
  today,
  visits,
  words,
} as const satisfies SameKeys<typeof zh>
