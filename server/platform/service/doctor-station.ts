import { compareAttachments } from '../attachments/index.ts'
import { backupAge } from '../backup/backup-state.ts'
import { pendingMigrations } from '../db/migrate.ts'
import { failedJobs, jobCounts } from '../jobs/state.ts'
import { auditHeads } from '../records/audit-chain.ts'
import { readHeads } from '../records/audit-heads.ts'
import { verifyAudit } from '../records/verify-audit.ts'
import { type Finding, fine, watch, wrong } from './doctor.ts'
import type { Station } from './station-access.ts'

/** What can be seen with the database at hand. */
export async function stationFindings(
  station: Station,
  migrations: string,
  tell: (finding: Finding) => void,
): Promise<void> {
  tell(
    station.running
      ? fine('数据库可用，四访正在运行', 'the database answers; sifang is running')
      : fine('数据库可用，四访没有运行', 'the database answers; sifang is not running'),
  )
  tell(await migrationFinding(station, migrations))
  tell(await driftFinding(station))
  tell(clockFinding(station))
  for (const finding of await backupFindings(station)) tell(finding)
  for (const finding of await attachmentFindings(station)) tell(finding)
  for (const finding of await auditFindings(station)) tell(finding)
  for (const finding of await jobFindings(station)) tell(finding)
}

async function migrationFinding(station: Station, migrations: string): Promise<Finding> {
  const pending = await pendingMigrations(station.pool, migrations)
  return pending.length === 0
    ? fine('数据库结构是最新的', 'the schema is up to date')
    : watch(
        `数据库还有 ${pending.length} 步升级，下次启动时先备份再升级。`,
        `${pending.length} migrations wait for the next start, which makes a backup first.`,
      )
}

/** Between this process and the database; beside each other they share one clock. */
async function driftFinding(station: Station): Promise<Finding> {
  const before = Date.now()
  const { rows } = await station.pool.query<{ ms: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
  )
  const after = Date.now()
  const driftS = Math.round(((rows[0]?.ms ?? 0) - (before + after) / 2) / 100) / 10
  return Math.abs(driftS) > 5
    ? wrong(
        `数据库的时钟与本机相差 ${driftS} 秒，请校时。`,
        `The database's clock differs by ${driftS} s: set both right.`,
      )
    : fine('数据库与本机的时钟一致', "the database's clock agrees with this machine's")
}

function clockFinding(station: Station): Finding {
  return station.clock?.kind === 'set'
    ? watch(`时钟是设定的：${station.now().toISOString()}`, `the clock is a set one: ${station.now().toISOString()}`)
    : fine('使用真实时间', 'on real time')
}

async function backupFindings(station: Station): Promise<readonly Finding[]> {
  const age = await backupAge(station.dataDir, station.now())
  const hours = age.lastAt ? Math.floor((station.now().getTime() - age.lastAt.getTime()) / 3_600_000) : null
  const last =
    hours === null
      ? (age.overdue ? wrong : watch)('还没有备份。', 'There is no backup yet.')
      : (age.overdue ? wrong : fine)(`上次备份在 ${hours} 小时前`, `the last backup is ${hours} hours old`)
  return [
    last,
    ...(age.copyOverdue
      ? [wrong('第二个备份位置超过36小时没有新备份。', 'The second folder has had no backup for 36 hours.')]
      : []),
    ...(age.problem
      ? [watch(`上次备份出过问题：${age.problem}`, `the last backup had a problem: ${age.problem}`)]
      : []),
  ]
}

async function attachmentFindings(station: Station): Promise<readonly Finding[]> {
  const { files, missing, strays } = await compareAttachments(station.db, station.dataDir)
  const findings: Finding[] = []
  if (missing > 0)
    findings.push(
      wrong(
        `${missing} 个附件的文件不见了，请从备份恢复。`,
        `The files of ${missing} attachments are gone: restore them from a backup.`,
      ),
    )
  if (strays > 0)
    findings.push(
      watch(
        `${strays} 个附件文件没有登记，多半是中断的上传留下的；每天清理一次。`,
        `${strays} attachment files are on no record, most likely left by uploads that were cut off; they are cleared daily.`,
      ),
    )
  return findings.length > 0
    ? findings
    : [fine(`附件与登记一致（${files} 个文件）`, `attachments agree with their records (${files} files)`)]
}

async function auditFindings(station: Station): Promise<readonly Finding[]> {
  const noted = await readHeads(station.dataDir)
  const ids = new Set([...(await auditHeads(station.db)), ...noted].map(({ stationId }) => stationId))
  const findings: Finding[] = []
  for (const stationId of ids) {
    const state = await verifyAudit(station.db, station.keys, stationId, noted)
    findings.push(
      state.kind === 'whole'
        ? fine(`操作日志完整（${state.entries} 条）`, `the audit chain holds (${state.entries} entries)`)
        : wrong(
            `操作日志被改动过：第 ${state.firstChainNo}–${state.lastChainNo} 条（${state.why}）。`,
            `The audit log was altered: entries ${state.firstChainNo}–${state.lastChainNo} (${state.why}).`,
          ),
    )
  }
  return findings
}

async function jobFindings(station: Station): Promise<readonly Finding[]> {
  const [counts, failed] = await Promise.all([jobCounts(station.pool), failedJobs(station.pool)])
  if (failed.length === 0)
    return [
      fine(
        `后台任务正常（${counts.waiting + counts.queued} 项在等）`,
        `no job failed (${counts.waiting + counts.queued} wait)`,
      ),
    ]
  return failed.map((job) => {
    const at = job.at.toISOString()
    return job.givenUp
      ? wrong(
          `任务 ${job.task} 试了 ${job.attempts} 次没有成功，已放弃（${job.error}，${at}）。`,
          `The job ${job.task} was given up after ${job.attempts} attempts (${job.error}, ${at}).`,
        )
      : watch(
          `任务 ${job.task} 失败 ${job.attempts} 次，还会再试（${job.error}，${at}）。`,
          `The job ${job.task} failed ${job.attempts} times and will be tried again (${job.error}, ${at}).`,
        )
  })
}
