export { checkDivisionRow, type DivisionContext, type DivisionRow } from './check-divisions.ts'
export { checkLineRow, kmOf, type LineContext, type LineRow, plainLine } from './check-lines.ts'
export { checkMemberRow, type MemberContext, type MemberRow } from './check-members.ts'
export { checkPlaceRow, type PlaceContext, type PlaceRow } from './check-places.ts'
export { type Checked, type PositionContext, type RowNote, type Seen, seenInFile } from './checked.ts'
export {
  type Column,
  type DivisionKey,
  type LineKey,
  type MemberKey,
  type PlaceKey,
  type SheetName,
  sheetColumns,
  sheetTitles,
} from './columns.ts'
export { type Comparable, type DuplicateIndex, duplicateIndex, type Likely, type Origin } from './duplicates.ts'
export { type HandMapping, type HeadingMap, headingScore, mapHeadings, type Unmapped } from './headings.ts'
export { type MemberRole, memberRoleOf, memberRoles, type Person, type PersonIndex, personIndex } from './people.ts'
export { type Area, areaAround, type Datum, type Position } from './position.ts'
export { type RowProblem, type RowProblemCode, rowProblems } from './problem.ts'
export { type PassedOver, type RawRow, rawRow } from './raw-row.ts'
export { type TakenStretches, takenStretches } from './taken-stretches.ts'
export { isExample, type Language, type Template, templateRows, templateSheets } from './template.ts'
export { type Village, type VillageIndex, type VillageMatch, villageIndex } from './villages.ts'
