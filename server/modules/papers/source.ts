import type { DisputeRecord, MonthStatistics } from '@sifang/domain/papers'
import type { Context } from '../../platform/context.ts'
import type { Tx } from '../../platform/db/connection.ts'
import type { RegisterLine } from '../disputes/index.ts'

/** Where papers get what they say. */
export type PaperSource = {
  /**
   * A dispute with everything opened, the reading on record with its purpose. Refuses whom the dispute refuses. Errors:
   * paper/no-record and those of the dispute's own door.
   */
  recordOf(ctx: Context, tx: Tx, disputeId: string, purpose: string): Promise<DisputeRecord>
  /** What was accepted in a month: 2025-02. */
  registerOf(ctx: Context, month: string): Promise<readonly RegisterLine[]>
  /** `month`: 2025-02. */
  monthOf(ctx: Context, month: string): Promise<MonthStatistics>
}
