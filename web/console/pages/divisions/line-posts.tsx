import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Line } from '../../api/lines.ts'
import { useMay } from '../../api/me.ts'
import styles from './divisions.module.css'
import { PostForm, RemovePost } from './post-dialogs.tsx'

type Post = Line['posts'][number]
type Doing = { readonly kind: 'add' } | { readonly kind: 'move' | 'remove'; readonly post: Post }

/** The kilometre posts of a line, or where they come from; one is added, moved or removed by hand. */
export function LinePosts({ line }: { readonly line: Line }) {
  const { t } = useTranslation()
  const mayImport = useMay('import.run') !== null
  const mayWrite = useMay('line.write') !== null
  const [shown, setShown] = useState(false)
  const [doing, setDoing] = useState<Doing | null>(null)
  const close = () => setDoing(null)
  return (
    <div>
      {line.posts.length === 0 ? (
        <span className={styles.quiet}>
          {t('divisions.line.noPosts')}{' '}
          {mayImport && (
            <Link to="/import" search={{ sheet: 'lines' }}>
              {t('divisions.line.importPosts')}
            </Link>
          )}
        </span>
      ) : (
        <>
          <span className={styles.quiet}>{t('divisions.line.posts', { count: line.posts.length })}</span>{' '}
          <Button type="link" size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'divisions.line.hidePosts' : 'divisions.line.showPosts')}
          </Button>
          <Link to="/labels" search={{ posts: line.id }}>
            {t('divisions.line.codes')}
          </Link>
        </>
      )}{' '}
      {mayWrite && (
        <Button size="small" onClick={() => setDoing({ kind: 'add' })}>
          {t('divisions.line.newPost')}
        </Button>
      )}
      {shown && line.posts.length > 0 && <Posts line={line} mayWrite={mayWrite} onDo={setDoing} />}
      {doing?.kind === 'add' && <PostForm line={line} post={null} onClose={close} />}
      {doing?.kind === 'move' && <PostForm line={line} post={doing.post} onClose={close} />}
      {doing?.kind === 'remove' && <RemovePost line={line} post={doing.post} onClose={close} />}
    </div>
  )
}

type PostsProps = { readonly line: Line; readonly mayWrite: boolean; readonly onDo: (doing: Doing) => void }

function Posts({ line, mayWrite, onDo }: PostsProps) {
  const { t } = useTranslation()
  return (
    <table className={styles.posts}>
      <thead>
        <tr>
          <th>{t('divisions.line.post')}</th>
          <th>{t('divisions.line.position')}</th>
        </tr>
      </thead>
      <tbody>
        {line.posts.map((post) => (
          <tr key={post.km}>
            <td>{post.label}</td>
            <td>
              {post.latitude.toFixed(5)}, {post.longitude.toFixed(5)}
            </td>
            {mayWrite && (
              <td>
                <Button
                  type="link"
                  size="small"
                  aria-label={t('divisions.line.movePostOf', { label: post.label })}
                  onClick={() => onDo({ kind: 'move', post })}
                >
                  {t('divisions.line.movePost')}
                </Button>
                <Button
                  type="link"
                  size="small"
                  danger
                  aria-label={t('divisions.line.removePostOf', { label: post.label })}
                  onClick={() => onDo({ kind: 'remove', post })}
                >
                  {t('divisions.line.removePost')}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
