/** Generates docs/permissions.md and docs/problems.md from the code; with `--verify` only says whether they still fit. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Decision, decisions, roles } from '../domain/members/index.ts'
import { type Permission, permissions, type Role, reach, type Scope } from '../domain/permissions.ts'
import { problems } from '../domain/problems.ts'
import { routesOf } from '../server/routes.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

type Names = readonly [zh: string, en: string]

const roleNames: Readonly<Record<Role, Names>> = {
  chief: ['所长', 'chief'],
  instructor: ['教导员', 'instructor'],
  deputy: ['副所长', 'deputy'],
  officer: ['民警', 'officer'],
  auxiliary: ['辅警', 'auxiliary'],
  volunteer: ['义警', 'volunteer'],
  cadre: ['村干部', 'cadre'],
  partner: ['联动力量', 'partner'],
  administrator: ['管理员', 'administrator'],
  auditor: ['审计员', 'auditor'],
}

const scopeNames: Readonly<Record<Scope, Names>> = {
  own: ['本人', 'own'],
  village: ['本村', 'village'],
  station: ['全所', 'station'],
}

const permissionNames: Readonly<Record<Permission, Names>> = {
  'account.self': ['自己的账号', 'one’s own account'],
  'station.read': ['查看本所与设置', 'read the station and its settings'],
  'station.configure': ['修改设置', 'change the settings'],
  'member.read': ['查看队员与值班表', 'read members and the roster'],
  'member.write': ['登记和修改队员', 'enter and change members'],
  'roster.write': ['排班、编组、指定责任人', 'rosters, teams, responsibilities'],
  'division.read': ['查看村、社区和管线', 'read villages, communities and lines'],
  'division.write': ['设村和社区，改名、停用和恢复', 'make, rename, close and reopen villages and communities'],
  'place.read': ['查看场所', 'read places'],
  'place.write': ['登记和修改场所', 'enter and change places'],
  'place.close': ['停用和恢复场所', 'close and reopen places'],
  'place.merge': ['合并场所', 'merge places'],
  'contact.read': ['查看联系人全文（留痕）', 'read a contact in full (logged)'],
  'line.write': ['登记和修改管线', 'enter and change lines'],
  'digging.announce': ['登记和撤回施工报备', 'announce digging on a line, and take it back'],
  'tier.propose': ['提议调整等级', 'propose a tier'],
  'tier.decide': ['审批等级', 'decide a tier'],
  'policy.read': ['查看走访规则', 'read the policy'],
  'policy.write': ['修改走访规则', 'change the policy'],
  'duty.read': ['查看走访任务', 'read duties'],
  'duty.excuse': ['申请免访', 'ask for an excusal'],
  'duty.decide': ['审批免访', 'decide an excusal'],
  'visit.record': ['登记走访', 'record a visit'],
  'visit.read': ['查看走访', 'read visits'],
  'visit.void': ['作废走访、准许迟报', 'void a visit, admit one that waits'],
  'round-list.write': ['纸质走访单', 'paper round lists'],
  'check-in.record': ['巡防打卡', 'check in on patrol'],
  'check-in.read': ['查看打卡', 'read check-ins'],
  'track.keep': ['本人的巡防轨迹', 'one’s own track on patrol'],
  'incident.report': ['上报警情', 'report an incident'],
  'incident.read': ['查看警情', 'read incidents'],
  'incident.review': ['核实警情、复核红色', 'verify an incident, review a red place'],
  'attachment.add': ['上传照片、录音和文件', 'send photos, speech and files'],
  'attachment.read': ['查看附件（留痕）', 'read attachments (logged)'],
  'streak.read': ['查看连续天数和警情核对', 'read streaks and their reconciliation'],
  'streak.define': ['设立、停止连续天数，定起算日', 'define and end streaks, set their start'],
  'reconciliation.write': ['录入、确认每月警情数', 'type and confirm the monthly counts'],
  'finding.enter': ['上报、收件', 'enter findings'],
  'base-data.decide': ['核定基础信息变更', 'confirm or reject a change of base data'],
  'follow-up.read': ['查看跟进事项', 'read follow-ups'],
  'follow-up.write': ['办理跟进事项', 'work on follow-ups'],
  'follow-up.order': ['交办、承诺', 'give orders and promises'],
  'dispute.read': ['查看矛盾纠纷', 'read disputes'],
  'dispute.write': ['办理矛盾纠纷', 'work on disputes'],
  'dispute.count': ['矛盾纠纷统计', 'statistics of disputes'],
  'committee.read': ['查看调委会名册', 'read the register of committees'],
  'committee.write': ['维护调委会名册', 'keep the register of committees'],
  'paper.read': ['查看、下载纠纷文书', "a dispute's papers"],
  'paper.issue': ['出具文书', 'issue papers'],
  'paper.void': ['作废文书', 'void papers'],
  'paper.register': ['文书登记簿', 'the register of papers'],
  'paper.statistics': ['纠纷统计报表', 'the statistics sheet of disputes'],
  'checklist.read': ['查看检查表', 'read checklists'],
  'checklist.write': ['编制和导入检查表', 'make and import checklists'],
  'check.plan': ['安排定向查访', 'plan a targeted check'],
  'check.read': ['查看定向查访（全文留痕）', 'read targeted checks (in full: logged)'],
  'check.fill': ['填写查访、签名、复查隐患', 'fill in a check, sign, re-check hazards'],
  'appointment.read': ['查看约访', 'read appointments'],
  'appointment.plan': ['安排和主办约访', 'plan and run appointments'],
  'booking.write': ['约访预约', 'book appointments for people'],
  'promise.publish': ['公开承诺', 'publish promises'],
  'today.read': ['今日', 'Today'],
  'hand-over.read': ['查看交接班', 'read hand-overs'],
  'hand-over.sign': ['签交接班', 'sign hand-overs'],
  'briefing.read': ['晨会、进村一张卡', 'the morning meeting and village cards'],
  'import.run': ['导入', 'import'],
  'export.run': ['导出', 'export'],
  'audit.read': ['操作日志', 'the audit log'],
  'feed.read': ['实时更新', 'live updates'],
  'field.read': ['手机上随身带的一份', 'the part carried on a phone'],
  'device.enrol': ['给手机出登记码', 'give codes for phones'],
  'device.read': ['查看登记的手机', 'read which phones are enrolled'],
  'device.revoke': ['停用手机', 'revoke phones'],
  'quarantine.decide': ['处理停用手机交来的内容', 'decide what a revoked phone handed over'],
}

const decisionNames: Readonly<Record<Decision, Names>> = {
  'verify-incident': ['核实或否定警情', 'verify or reject an incident'],
  'approve-tier': ['审批等级', 'decide a tier proposal'],
  'approve-excusal': ['审批免访', 'decide an excusal'],
  'void-visit': ['作废走访', 'void a visit'],
  'review-red': ['复核红色场所', 'review a red place'],
  'admit-visit': ['准许迟报或时间存疑的走访计入', 'let a visit count that is late or of an uncertain time'],
  'confirm-base-data': ['确认基础信息变更', 'confirm a change of base data'],
}

const both = ([zh, en]: Names): string => `${zh} ${en}`
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const head = (cells: readonly string[]): readonly string[] => [row(cells), row(cells.map(() => '---'))]
const isPermission = (name: string): name is Permission => name in permissions
const isDecision = (name: string): name is Decision => name in decisions

function permissionsPage(): string {
  const names = Object.keys(permissions).filter(isPermission)
  return page([
    '# 谁能做什么 · Who may do what',
    '',
    '由 `domain/permissions.ts` 生成，勿手改：`node scripts/generate-docs.ts`。每一格都有测试。',
    'Generated from `domain/permissions.ts`; do not edit. Every cell is tested over HTTP.',
    '',
    `范围 · scope: ${Object.values(scopeNames).map(both).join('，')}；空白 · blank: 不能 may not。`,
    '义警、村干部、联动力量的“本村”是其负责的村；“联动力量”另有其管线。',
    '',
    ...head(['权限 · permission', ...roles.map((role) => roleNames[role].join('<br>'))]),
    ...names.map((name) =>
      row([
        `\`${name}\`<br>${permissionNames[name].join('<br>')}`,
        ...roles.map((role) => scopeCell(reach(name, role))),
      ]),
    ),
    '',
    '## 由谁决定 · Who decides',
    '',
    '谁也不能决定自己提交的内容。Nobody decides about their own entry (DOMAIN.md §2, `domain/members/decisions.ts`).',
    '',
    ...head(['决定 · decision', '角色 · roles', '带班领导 · shift leader', '责任人本人 · the owner']),
    ...Object.keys(decisions)
      .filter(isDecision)
      .map((name) => {
        const rule = decisions[name]
        return row([
          both(decisionNames[name]),
          rule.roles.map((role) => roleNames[role][0]).join('、'),
          rule.shiftLeader ? '可以 may' : '',
          rule.notTheOwner ? '不可以 may not' : '',
        ])
      }),
    '',
    '## 接口 · Routes',
    '',
    ...head(['接口 · route', '权限 · permission', '用途 · what for']),
    ...routesOf({ uploads: '', dataDir: '' }).map(({ method, url, permission, alsoNeeds, summary }) =>
      row([
        `${method} \`${url}\``,
        [permission, alsoNeeds]
          .filter(Boolean)
          .map((name) => `\`${name}\``)
          .join(' + '),
        summary,
      ]),
    ),
  ])
}

const scopeCell = (scope: Scope | null): string => (scope === null ? '' : scopeNames[scope][0])

function problemsPage(): string {
  return page([
    '# 出错时说什么 · What a refusal says',
    '',
    '由 `domain/problems.ts` 生成，勿手改：`node scripts/generate-docs.ts`。接口以 `application/problem+json` 返回。',
    'Generated from `domain/problems.ts`; do not edit. Answered as `application/problem+json` with the code.',
    '',
    ...head(['代码 · code', '状态 · status', '说明 · what happened', '怎么办 · what to do']),
    ...Object.entries(problems).map(([code, { status, zh, en, zhDo, enDo }]) =>
      row([`\`${code}\``, String(status), `${zh}<br>${en}`, `${zhDo}<br>${enDo}`]),
    ),
  ])
}

const page = (lines: readonly string[]): string => `${lines.join('\n')}\n`

const pages: readonly (readonly [string, string])[] = [
  ['docs/permissions.md', permissionsPage()],
  ['docs/problems.md', problemsPage()],
]

for (const [path, text] of pages) {
  if (!process.argv.includes('--verify')) {
    writeFileSync(join(root, path), text)
  } else if (readFileSync(join(root, path), 'utf8') !== text) {
    process.stderr.write(`${path} no longer fits the code; run node scripts/generate-docs.ts\n`)
    process.exitCode = 1
  }
}
