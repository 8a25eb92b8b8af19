import type { Position } from '../../api/places.ts'

type Props = {
  readonly value: Position | null
  readonly near: Position | null
  readonly onPick: (position: Position) => void
}

export function PickMap(_: Props) {
  return <div />
}
