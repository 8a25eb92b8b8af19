import { type ProblemText, text } from './text.ts'

/** Refusals: hand-overs of the shift. */
export const handOverProblems = {
  'hand-over/no-shift': text(
    409,
    '值班表里没有可交接的班次，或没有排下一班。',
    '请先排好今天和明天的值班表。',
    'The shift list has no shift to hand over, or no next one.',
    'Write the shift list for today and tomorrow first.',
  ),
  'hand-over/not-on-shift': text(
    403,
    '只有本班或下一班的值班民警、带班领导可以签交接班。',
    '请由在班的人签字，或先改值班表。',
    'Only the duty officer or shift leader of this or the next shift signs.',
    'Let somebody on shift sign, or change the shift list first.',
  ),
  'hand-over/too-early': text(
    409,
    '还没到交班时间。交班从下班前一小时开始。',
    '请到时再签。',
    'It is too early: a shift is handed over from its last hour on.',
    'Sign then.',
  ),
  'hand-over/same-person': text(
    409,
    '交班和接班要由两个人签字。',
    '请由下一班的另一人接班。',
    'A hand-over is signed by two persons.',
    'Let somebody else of the next shift take it.',
  ),
  'hand-over/given-already': text(
    409,
    '这一班已经交过班了。',
    '请查看已有的交接班记录。',
    'This shift has been handed over already.',
    'Look at the hand-over that stands.',
  ),
  'hand-over/taken-already': text(
    409,
    '这次交接班已经签完了。',
    '无需再签。',
    'This hand-over is signed by both already.',
    'Nothing is left to do.',
  ),
  'hand-over/not-found': text(
    404,
    '没有找到这次交接班。',
    '请返回列表，重新打开。',
    'This hand-over was not found.',
    'Go back to the list and open it again.',
  ),
} as const satisfies Record<string, ProblemText>
