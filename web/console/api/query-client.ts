import { ApiProblem, problemOf } from '@sifang/client'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { sessionEnded } from './session.ts'

/**
 * One cache for all pages. A query's key starts with the entity that it shows (`['duty', …]`); `meta.reads` names
 * further entities whose changes make it old (api/live.ts).
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEndedSession }),
  mutationCache: new MutationCache({ onError: noticeEndedSession }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: mayRetry,
      retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 8000),
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    // without a network the answer is that there is none, not a wait without an end
    mutations: { retry: false, networkMode: 'always' },
  },
})

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { readonly reads?: readonly string[]; readonly withoutSession?: true }
  }
}

function mayRetry(failures: number, thrown: unknown): boolean {
  if (!(thrown instanceof ApiProblem)) return false
  const { status } = thrown.problem
  return (status === 0 || status >= 502) && failures < 2
}

function noticeEndedSession(thrown: unknown): void {
  if (problemOf(thrown).code === 'account/sign-in-needed' && queryClient.getQueryData(['me'])) sessionEnded()
}
