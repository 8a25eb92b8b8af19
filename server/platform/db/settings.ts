/** PostgreSQL's own names and units. No value may hold a blank or a quote: they go through pg_ctl and a shell. */
export type Settings = Readonly<Record<string, string>>

/** For a desk of two cores and 4 GB that does other work too. Nothing here trades away what was acknowledged. */
const desk: Settings = {
  listen_addresses: '127.0.0.1',
  // The empty value comes last in its argument: no socket files, which Windows and closed folders do not have.
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_compression: 'off',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  random_page_cost: '1.1',
  // Short queries: compiling them, or sharing them among two cores that also serve HTTP, costs more than it gives;
  // and parallel work needs shared memory of which containers give 64 MB.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_duration_statement: '2000',
  // A slow statement is logged without its values: they may be personal.
  log_parameter_max_length: '0',
}

export function settingArguments(own: Settings): readonly string[] {
  return Object.entries({ ...desk, ...own }).map(([name, value]) => {
    if (!/^[\w.:-]*$/.test(value)) throw new Error(`${name}: ${value} cannot be passed on`)
    return `-c ${name}=${value}`
  })
}
