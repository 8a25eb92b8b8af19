import { type ProblemText, text } from './text.ts'

/** Refusals: papers. */
export const paperProblems = {
  'paper/not-found': text(
    404,
    '没有这份文书。',
    '请返回纠纷，重新打开文书列表。',
    'There is no such paper.',
    'Go back to the dispute and open its papers again.',
  ),
  'paper/not-of-this-dispute': text(
    422,
    '这起纠纷按现在的处理方式和进展没有这份文书。',
    '请查看文书列表，选择其中一份。',
    'A dispute of this procedure and state has no such paper.',
    'Look at the list of its papers and choose one of them.',
  ),
  'paper/incomplete': text(
    422,
    '文书还缺内容，不能出具。',
    '请补齐列出的各项；急用时可先打印草稿。',
    'The paper is incomplete and cannot be issued yet.',
    'Fill in what is listed; a draft can be printed meanwhile.',
  ),
  'paper/issued-already': text(
    409,
    '这份文书已经出具。',
    '请下载已出具的文书；内容有误的，先作废再重新出具。',
    'This paper was issued already.',
    'Download it; if it is wrong, void it first and issue it anew.',
  ),
  'paper/void-already': text(
    409,
    '这份文书已经作废。',
    '无需再做；需要时请重新出具。',
    'This paper is void already.',
    'Nothing is left to do; issue it anew where needed.',
  ),
  'paper/no-record': text(
    422,
    '这起事项没有可供制作文书的纠纷记录。',
    '请先受理纠纷并选择处理方式。',
    'There is no dispute from whose record papers could be made.',
    'Accept the dispute and choose its procedure first.',
  ),
} as const satisfies Record<string, ProblemText>
