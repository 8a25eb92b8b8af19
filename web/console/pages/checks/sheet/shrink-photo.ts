/** The longer side that a photo keeps, px. */
const longest = 1280

/**
 * A photo as JPEG, drawn anew: smaller, and without where and by which phone it was taken. Throws where the
 * browser cannot read it.
 */
export async function shrinkPhoto(file: File): Promise<File> {
  const image = await createImageBitmap(file)
  const scale = Math.min(1, longest / Math.max(image.width, image.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.width * scale))
  canvas.height = Math.max(1, Math.round(image.height * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  const jpeg = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.75))
  if (!jpeg) throw new Error('the photo could not be drawn')
  return new File([jpeg], `${file.name.replace(/\.[^.]*$/, '')}.jpg`, { type: 'image/jpeg' })
}
