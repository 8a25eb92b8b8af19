import { dataDirectoryPath } from '@sifang/server/platform/data-directory/data-directory'
import { startError } from '@sifang/server/platform/data-directory/start-error'
import {
  authorityPath,
  type CertificateState,
  makeOwnCertificate,
  type OwnCertificate,
  takeCertificate,
} from '@sifang/server/platform/tls/index'
import type { Command } from 'commander'
import { readText } from '../read-text.ts'

type Options = { cert?: string; key?: string; name: string }

/** `sifang tls`: a station authority and a server certificate, or a given certificate. */
export function addTls(program: Command): void {
  program
    .command('tls')
    .description('制作或指定 HTTPS 证书 · make or take a certificate')
    .argument('[hosts...]', '手机访问时用的主机名或地址 · the names or addresses that phones will use')
    .option('--cert <file>', '已有证书（PEM，含证书链） · a given certificate with its chain')
    .option('--key <file>', '它的密钥 · its key')
    .option('--name <station>', '写在证书上的单位名 · the station’s name', '派出所')
    .action(async (hosts: string[], options: Options) => {
      const dataDir = dataDirectoryPath(process.env)
      if (options.cert && options.key) {
        const pair = { cert: await readText(options.cert), key: await readText(options.key) }
        say(await takeCertificate(dataDir, pair, new Date()))
        return
      }
      if (hosts.length === 0 || options.cert || options.key) throw usage()
      const state = await makeOwnCertificate(dataDir, hosts, options.name, new Date())
      say(state)
      sayPhones(authorityPath(dataDir), state)
    })
}

function say({ hosts, endsAt, kind }: CertificateState): void {
  const day = endsAt.toISOString().slice(0, 10)
  process.stdout.write(
    `证书已就绪：${hosts.join('、')}，有效至 ${day}${kind === 'own' ? '，启动时自动换新' : '；到期前请再运行一次'}。\n` +
      `The certificate is ready: ${hosts.join(', ')}, until ${day}${kind === 'own' ? ', renewed by itself at start' : '; take the next one before'}.\n`,
  )
}

const again = {
  new: { zh: [], en: [] },
  kept: {
    zh: ['手机上已装的证书仍可使用，只有新手机需要安装。'],
    en: ['Phones that have the authority need nothing more; new ones do.'],
  },
  replaced: {
    zh: ['原证书不能用于这些主机名，已换新：每部手机须再安装一次，旧的可以删除。'],
    en: [
      'The authority was not for these names and has been replaced: each phone takes the new one; remove the old one.',
    ],
  },
}

function sayPhones(path: string, { hosts, fingerprint, authority }: OwnCertificate): void {
  process.stdout.write(
    [
      '',
      ...again[authority].zh,
      `把 ${path} 传到每部手机并安装（每部一次；它只对上述主机名有效）：`,
      '  安卓：设置 → 安全 → 加密与凭据 → 安装证书 → CA 证书，选此文件。',
      '  鸿蒙：设置 → 安全 → 更多安全设置 → 加密和凭据 → 从存储设备安装。',
      '  苹果：用“文件”打开 → 设置 → 已下载描述文件 → 安装；再到 通用 → 关于本机 → 证书信任设置 中打开。',
      `  核对指纹：${fingerprint ?? ''}`,
      `  然后用浏览器打开 https://${hosts[0]}:端口`,
      '  微信内置浏览器和居民页面需要公开信任的证书：sifang tls --cert … --key …',
      '',
      ...again[authority].en,
      `Install ${path} on each phone, once; it is good for these names only:`,
      '  Android: Settings → Security → Encryption & credentials → Install a certificate → CA certificate.',
      '  iPhone: open it in Files → Settings → Profile Downloaded → Install; then General → About → Certificate Trust Settings.',
      '  Compare the fingerprint above, then open the https address in the browser.',
      "  WeChat's browser and the residents' pages need a publicly trusted certificate: sifang tls --cert … --key …",
      '',
    ].join('\n'),
  )
}

const usage = () =>
  startError('certificate-unusable', {
    zh: '请写明主机名，如 sifang tls sifang.lan 192.168.1.10；或同时给出 --cert 和 --key。',
    en: 'Name the hosts, e.g. sifang tls sifang.lan 192.168.1.10, or give both --cert and --key.',
  })
