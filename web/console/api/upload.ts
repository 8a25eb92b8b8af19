import { ApiProblem, isUnanswered, problemFrom } from '@sifang/client'
import { serverAnswered } from './connection.ts'

/**
 * Sends a file; answers the reply's body or throws an ApiProblem. `onProgress` 0–1. XMLHttpRequest, since fetch does not
 * tell how far it is.
 */
export function upload<Answer>(address: string, file: File, onProgress: (share: number) => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onloadend = () => {
      const { status, response } = request
      serverAnswered(!isUnanswered(status))
      if (status >= 200 && status < 300 && response) resolve(response)
      else reject(new ApiProblem(problemFrom(status, response)))
    }
    const body = new FormData()
    body.append('file', file)
    request.send(body)
  })
}
