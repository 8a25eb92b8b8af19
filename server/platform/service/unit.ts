/** What a unit is made from. Paths are absolute. */
export type UnitParts = {
  readonly node: string
  readonly program: string
  readonly dataDir: string
  /** null: a unit of the user's own manager. */
  readonly user: string | null
  /** Settings that the service needs as they were given to `service install`. */
  readonly environment: Readonly<Record<string, string>>
}

/** Settings that are handed on to the service. */
export const handedOn = ['PORT', 'HOST', 'DATABASE_URL', 'SIFANG_BACKUP_COPY', 'SIFANG_METRICS_TOKEN'] as const

/**
 * The systemd unit. The service may write to its data directory and nowhere else, gains no rights, and sees no home
 * but where its own files lie. As root, PostgreSQL must be able to become its own user: a system unit runs as `user`.
 */
export function unitText(parts: UnitParts): string {
  const writable = [parts.dataDir, parts.environment.SIFANG_BACKUP_COPY ?? ''].filter((path) => path.startsWith('/'))
  const inHome = [parts.node, parts.program, ...writable].some((path) => /^\/(home|root)\//.test(path))
  return [
    '[Unit]',
    'Description=四访 · sifang',
    'After=network-online.target',
    'Wants=network-online.target',
    'StartLimitIntervalSec=300',
    'StartLimitBurst=5',
    '',
    '[Service]',
    'Type=simple',
    ...(parts.user === null ? [] : [`User=${parts.user}`]),
    `ExecStart=${quoted(parts.node)} ${quoted(parts.program)} start`,
    `Environment=${quoted(`SIFANG_DATA=${parts.dataDir}`)}`,
    ...Object.entries(parts.environment).map(([name, value]) => `Environment=${quoted(`${name}=${value}`)}`),
    'Environment=NODE_ENV=production',
    'Restart=on-failure',
    'RestartSec=5',
    // the database is stopped cleanly by sifang itself
    'KillMode=mixed',
    'TimeoutStopSec=90',
    'UMask=0077',
    'LimitNOFILE=65536',
    'NoNewPrivileges=true',
    ...(parts.user === null ? [] : systemOnly(writable, inHome)),
    'RestrictSUIDSGID=true',
    'RestrictRealtime=true',
    'LockPersonality=true',
    'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK',
    'SystemCallArchitectures=native',
    '',
    '[Install]',
    `WantedBy=${parts.user === null ? 'default.target' : 'multi-user.target'}`,
    '',
  ].join('\n')
}

/** Only the system's manager can give these. */
function systemOnly(writable: readonly string[], inHome: boolean): readonly string[] {
  return [
    'ProtectSystem=strict',
    ...writable.map((path) => `ReadWritePaths=${quoted(path)}`),
    `ProtectHome=${inHome ? 'read-only' : 'true'}`,
    'PrivateTmp=true',
    'PrivateDevices=true',
    'ProtectKernelTunables=true',
    'ProtectKernelModules=true',
    'ProtectKernelLogs=true',
    'ProtectControlGroups=true',
    'ProtectClock=true',
    'ProtectHostname=true',
    'CapabilityBoundingSet=',
    'AmbientCapabilities=',
  ]
}

/** Quoted as systemd reads it; `%` and `$` would be replaced there. */
function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll('$', '$$$$')
  return /^[\w@%+=:,./-]+$/.test(escaped) ? escaped : `"${escaped}"`
}
