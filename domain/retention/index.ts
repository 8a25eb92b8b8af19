export { erasedIfClosedBefore, type Retention, retentionDefaults } from './retention.ts'
