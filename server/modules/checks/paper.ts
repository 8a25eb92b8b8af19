import { Readable } from 'node:stream'
import { dayOf } from '@sifang/domain/calendar'
import { type Checklist, isQuestion, judgeAnswers, type Question } from '@sifang/domain/checklists'
import type { OutsideParty } from '@sifang/domain/checks'
import { policeRoles } from '@sifang/domain/members'
import { sql } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { Connection } from '../../platform/db/connection.ts'
import {
  type Block,
  docxType,
  fields,
  heading,
  line,
  paragraphs,
  type Signature,
  writeDocx,
} from '../../platform/docx/index.ts'
import type { Download } from '../../platform/http/route.ts'
import { getMatter } from '../../platform/secrets/index.ts'
import { findingContent } from '../follow-ups/index.ts'
import { openSignatures, recordReading } from './content.ts'
import { getSheet, hazardsOf, paperNumberOf, type StoredSheet } from './detail.ts'
import { membersOf } from './queries.ts'
import type { ContentQuery } from './schema.ts'
import { openAnswers, type StoredAnswers } from './sealed.ts'

const parties: Readonly<Record<OutsideParty, string>> = {
  manager: '场所负责人',
  regulator: '监管单位',
  other: '其他单位',
}

/**
 * The record of one place's check as .docx, with the drawn signatures in it; a draft until it is complete. What is a
 * hazard's source is 走访发现. The reading is on record before the answer. Errors: check/not-found, secret/erased.
 */
export async function checkPaper(
  ctx: Context,
  checkId: string,
  placeId: string,
  asked: ContentQuery,
): Promise<Download> {
  return ctx.db.transaction().execute(async (tx) => {
    await recordReading(ctx, tx, checkId, placeId, asked)
    const sheet = await getSheet(tx, ctx.station.id, checkId, placeId)
    const matter = await getMatter(tx, ctx, checkId)
    const answers = { ...sheet.answers, ...openAnswers(matter, sheet.sealedAnswers) }
    const members = await membersOf(tx, ctx.station.id, checkId)
    const signed = await openSignatures(tx, ctx.station.id, matter, checkId, placeId)
    const on = chineseDay(sheet.checkedAt ? dayOf(sheet.checkedAt, ctx.station.timeZone) : sheet.plannedOn)
    const others = signed.flatMap(({ party, organisation, name }) =>
      party === null ? [] : [`${name}（${[parties[party], organisation].filter(Boolean).join('，')}）`],
    )
    const blocks: readonly Block[] = [
      fields(
        [
          { label: '查访场所', value: sheet.placeName },
          { label: '所在村', value: sheet.villageName ?? '' },
        ],
        [
          { label: '查访主题', value: sheet.title },
          { label: '查访日期', value: on },
        ],
        [{ label: '参加队员', value: members.map(({ name }) => name).join('、') }],
        [{ label: '其他参加人', value: others.join('、') }],
      ),
      heading(`一、检查情况（${sheet.checklistTitle}）`),
      answerTable(sheet.content, answers, sheet.plannedOn),
      heading('二、发现的隐患'),
      ...(await hazardBlocks(ctx, tx, sheet)),
      heading('三、签名'),
      ...signatureBlocks(signed, on),
    ]
    const number = await paperNumberOf(ctx, tx, sheet)
    const bytes = await writeDocx({
      organ: ctx.station.name,
      title: '警社联动定向查访记录',
      ...(number === null ? {} : { number }),
      blocks,
      draft: sheet.state !== 'complete',
      author: ctx.station.name,
      madeAt: sheet.checkedAt ?? ctx.now(),
    })
    const fileName = `定向查访记录_${sheet.placeName}_${sheet.plannedOn}${sheet.state === 'complete' ? '' : '_草稿'}.docx`
    return { fileName, type: docxType, stream: Readable.from([bytes]) }
  })
}

const blanks: readonly Signature[] = [
  { label: '民警（辅警）签名', on: null },
  { label: '联动方签名', on: null },
]

type Signed = Awaited<ReturnType<typeof openSignatures>>[number]

const signerOf = ({ memberName, party, organisation, name }: Signed): string =>
  party === null ? (memberName ?? name) : [parties[party], organisation, name].filter(Boolean).join(' ')

/** The other parties first; who refused is written down, and the police sign below that. */
function signatureBlocks(signed: readonly Signed[], on: string): readonly Block[] {
  if (signed.length === 0) return [{ kind: 'signatures', signatures: blanks }]
  const drawn = (some: readonly Signed[]): readonly Block[] => {
    const signatures = some.flatMap((one): readonly Signature[] =>
      one.png === null ? [] : [{ label: signerOf(one), picture: Buffer.from(one.png, 'base64'), on }],
    )
    return signatures.length === 0 ? [] : [{ kind: 'signatures', signatures }]
  }
  const isPolice = ({ memberRole }: Signed) => memberRole !== null && policeRoles.includes(memberRole)
  const refused = signed.filter(({ refusal }) => refusal !== null)
  if (refused.length === 0) return drawn([...signed].sort((a, b) => Number(isPolice(a)) - Number(isPolice(b))))
  return [
    ...drawn(signed.filter((one) => !isPolice(one))),
    ...refused.map((one) => line(`${signerOf(one)}：拒绝签名。理由：${one.refusal}`)),
    line('以上拒签情况属实，由在场民警（辅警）签名：'),
    ...drawn(signed.filter(isPolice)),
  ]
}

/** What was asked and answered; a heading is a row of its own. */
function answerTable(checklist: Checklist, answers: StoredAnswers, today: string): Block {
  const { shown } = judgeAnswers(checklist, answers, today)
  let no = 0
  const rows = checklist.items.flatMap((item, at): readonly (readonly string[])[] => {
    if (!shown[at] || item.kind === 'note') return []
    if (!isQuestion(item)) return [['', item.label, '']]
    no++
    return [[String(no), item.label, answerText(item, answers[item.name])]]
  })
  const columns = [
    { heading: '序号', share: 1, align: 'center' as const },
    { heading: '检查内容', share: 6 },
    { heading: '结果', share: 4 },
  ]
  return { kind: 'table', columns, rows }
}

function answerText(question: Question, answer: StoredAnswers[string] | undefined): string {
  if (answer === undefined) return ''
  switch (question.kind) {
    case 'yes-no':
      return answer === 'yes' ? '是' : '否'
    case 'choice':
      return [answer]
        .flat()
        .map((name) => question.choices.find((choice) => choice.name === name)?.label ?? String(name))
        .join('、')
    case 'photo':
      return `照片 ${[answer].flat().length} 张（另存）`
    case 'date':
      return chineseDay(String(answer))
    default:
      return [answer].flat().join('、')
  }
}

/** Each hazard with its words, which lie with its follow-up, and its days. */
async function hazardBlocks(ctx: Context, connection: Connection, sheet: StoredSheet): Promise<readonly Block[]> {
  const hazards = await hazardsOf(connection, ctx.station.id, sheet.checkId, sheet.placeId)
  if (hazards.length === 0) return paragraphs(sheet.state === 'complete' ? '未发现隐患。' : null)
  const blocks: Block[] = []
  for (const [index, hazard] of hazards.entries()) {
    const words = await wordsOf(ctx, connection, hazard.id)
    blocks.push(...paragraphs(`${index + 1}. ${words}`))
    const rectified = hazard.rectifiedAt
      ? `；已于${chineseDay(dayOf(new Date(hazard.rectifiedAt), ctx.station.timeZone))}销号`
      : ''
    const recheck = hazard.recheckOn ? `，复查日期：${chineseDay(hazard.recheckOn)}` : ''
    blocks.push(line(`来源：走访发现。整改期限：${chineseDay(hazard.settleBy)}${recheck}${rectified}。`))
  }
  return blocks
}

/** What was entered of a hazard; an erased one says so. */
async function wordsOf(ctx: Context, connection: Connection, id: string): Promise<string> {
  const { rows } = await sql<{ sealed: Buffer | null }>`
    select sealed from finding where station_id = ${ctx.station.id} and id = ${id}`.execute(connection)
  const sealed = rows[0]?.sealed
  if (!sealed) return ''
  const matter = await getMatter(connection, ctx, id)
  return findingContent.parse(JSON.parse(matter.open(sealed).toString())).words ?? ''
}

/** `2025年2月1日` */
function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
