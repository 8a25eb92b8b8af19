export {
  erasedIfClosedBefore,
  pointsErasedIfBegunBefore,
  type Retention,
  retentionDefaults,
  trackPointDays,
} from './retention.ts'
