import { type ProblemText, text } from './text.ts'

/** Refusals: photos, speech and files. */
export const attachmentProblems = {
  'attachment/not-found': text(
    404,
    '没有这个附件。',
    '请刷新后再看；它可能不属于这件事，或不在您的查看范围内。',
    'There is no such attachment.',
    'Reload; it may belong to something else, or not be yours to see.',
  ),
  'attachment/no-file': text(
    422,
    '没有收到文件。',
    '请选择一个文件再上传。',
    'No file arrived.',
    'Choose a file and send it again.',
  ),
  'attachment/empty': text(
    422,
    '文件是空的，没有保存。',
    '请重新拍摄、录音或选择文件。',
    'The file is empty; nothing was kept.',
    'Take the photo, record or choose the file again.',
  ),
  'attachment/too-large': text(
    413,
    '文件超过25兆，没有保存。',
    '请压缩照片、分段录音，或把文件拆开后再上传。',
    'The file is larger than 25 MB; nothing was kept.',
    'Shrink the photo, record in parts, or split the file.',
  ),
  'attachment/too-many-pixels': text(
    422,
    '照片的长宽超出了任何相机，没有保存。',
    '请用原来的照片，或缩小后再上传。',
    'The photo is larger in width and height than any camera makes one; nothing was kept.',
    'Send the original, or make it smaller.',
  ),
  'attachment/type-not-taken': text(
    415,
    '不收这种文件，没有保存。',
    '可收：手机拍的照片、录音，以及文档、表格、纯文本和版式文件；请换成常用格式再上传。',
    'Files of this type are not taken; nothing was kept.',
    'Taken are photos (jpg, png, webp, heic), speech (webm, ogg, mp4, m4a, mp3, wav, amr) and files (pdf, docx, xlsx, txt).',
  ),
  'attachment/not-what-it-says': text(
    422,
    '文件内容与名称或类别不符，没有保存。',
    '请用原来的照片、录音或文件，不要改文件名后缀。',
    'The file is not what its name or kind says; nothing was kept.',
    'Send the photo, recording or file as it is, without changing the end of its name.',
  ),
  'attachment/hash-differs': text(
    422,
    '收到的文件与发出的不一致，没有保存。',
    '可能传输中断，请重新发送。',
    'What arrived is not what was sent; nothing was kept.',
    'The transfer may have been cut off; send it again.',
  ),
  'attachment/damaged': text(
    422,
    '照片已损坏，去不掉其中的位置信息，没有保存。',
    '请重新拍摄，或把照片另存一次后再上传。',
    'The photo is damaged, so its place data cannot be taken out; nothing was kept.',
    'Take it again, or save it as a jpg and send that.',
  ),
  'attachment/evidence-police': text(
    403,
    '只有民警、辅警可以把照片留作证据。',
    '请去掉“证据”再上传；照片会去掉位置信息。',
    'Only police may keep a photo as evidence.',
    'Send it without that mark; its place data are then taken out.',
  ),
  'attachment/too-many': text(
    409,
    '这件事的附件已满200个。',
    '请把其余内容合并成一个文件，或另记一件。',
    'This matter has 200 attachments already.',
    'Put the rest into one file, or enter it as another matter.',
  ),
  'attachment/file-missing': text(
    410,
    '附件登记还在，但文件不见了。',
    '请联系管理员检查附件，并从备份恢复。',
    'The attachment is on record, but its file is gone.',
    'Have the administrator look into it and restore it from a backup.',
  ),
} as const satisfies Record<string, ProblemText>
