import { type StartError, startError } from '../data-directory/start-error.ts'

export const certificateNeeded = (host: string): StartError =>
  startError('certificate-needed', {
    zh: `HOST=${host} 会让其他机器访问，须使用 HTTPS；请先运行 sifang tls <主机名> 制作证书，或用 sifang tls --cert --key 指定证书。`,
    en: `HOST=${host} lets other machines in, which needs HTTPS: run sifang tls <host name> first, or give a certificate with sifang tls --cert --key.`,
  })

export const certificateUnusable = (zh: string, en: string, cause?: unknown): StartError =>
  startError('certificate-unusable', { zh: `证书不能用：${zh}`, en: `The certificate cannot be used: ${en}` }, cause)
