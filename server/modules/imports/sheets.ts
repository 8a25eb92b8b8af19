import { openDivisionJudge } from './judge-divisions.ts'
import { openLineJudge } from './judge-lines.ts'
import { openMemberJudge } from './judge-members.ts'
import { openPlaceJudge } from './judge-places.ts'
import type { Opening, RowJudge } from './judge-row.ts'
import type { GoingLive } from './live.ts'
import { divisionsLive } from './live-divisions.ts'
import { linesLive } from './live-lines.ts'
import { membersLive } from './live-members.ts'
import { placesLive } from './live-places.ts'
import type { Sheet } from './schema.ts'

/** What differs from sheet to sheet: how a row is judged, and how it goes live. */
export const sheetWays: Readonly<
  Record<Sheet, { readonly open: (opening: Opening) => Promise<RowJudge>; readonly live: GoingLive }>
> = {
  divisions: { open: openDivisionJudge, live: divisionsLive },
  places: { open: openPlaceJudge, live: placesLive },
  lines: { open: openLineJudge, live: linesLive },
  members: { open: openMemberJudge, live: membersLive },
}
