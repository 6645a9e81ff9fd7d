package dev.hardening.validation.uploads;

/**
 * Walks the blocks of a GIF without decoding them. A GIF has many pictures on one screen,
 * each of a size of its own.
 */
final class GifBlocks {

	private static final int SCREEN_END = 13;

	private static final int FRAME_LENGTH = 9;

	private static final int EXTENSION = 0x21;

	private static final int FRAME = 0x2C;

	private static final int TRAILER = 0x3B;

	private final byte[] content;

	private int position;

	private long pixels;

	private GifBlocks(byte[] content) {
		this.content = content;
	}

	/**
	 * Return where the image ends.
	 * @param content the file
	 * @return the position behind the last block, or -1 when there is no last one
	 */
	static long end(byte[] content) {
		GifBlocks blocks = new GifBlocks(content);
		return blocks.walk() ? blocks.position : -1;
	}

	/**
	 * Return the pixels of all frames together, and of the screen where that is larger.
	 * @param content the file
	 * @return the number of pixels, as far as the file goes
	 */
	static long pixels(byte[] content) {
		GifBlocks blocks = new GifBlocks(content);
		blocks.walk();
		long screen = (content.length < SCREEN_END) ? 0 : (long) blocks.unsigned(6) * blocks.unsigned(8);
		return Math.max(screen, blocks.pixels);
	}

	private boolean walk() {
		if (this.content.length < SCREEN_END) {
			return false;
		}
		this.position = SCREEN_END + colours(this.content[SCREEN_END - 3]);
		while (this.position < this.content.length) {
			int block = this.content[this.position++] & 0xFF;
			if (block == TRAILER) {
				return true;
			}
			if (block != EXTENSION && !(block == FRAME && frame())) {
				return false;
			}
			// The label of an extension, or the code size of a frame.
			this.position++;
			skipBlocks();
		}
		return false;
	}

	private boolean frame() {
		if (this.position + FRAME_LENGTH > this.content.length) {
			return false;
		}
		this.pixels += (long) unsigned(this.position + 4) * unsigned(this.position + 6);
		this.position += FRAME_LENGTH + colours(this.content[this.position + 8]);
		return true;
	}

	private void skipBlocks() {
		while (this.position < this.content.length) {
			int length = this.content[this.position++] & 0xFF;
			if (length == 0) {
				return;
			}
			this.position += length;
		}
	}

	private int colours(byte flags) {
		return ((flags & 0x80) != 0) ? 3 << ((flags & 0x07) + 1) : 0;
	}

	private int unsigned(int at) {
		return (this.content[at] & 0xFF) | (this.content[at + 1] & 0xFF) << Byte.SIZE;
	}

}
