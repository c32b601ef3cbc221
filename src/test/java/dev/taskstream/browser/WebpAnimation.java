package dev.taskstream.browser;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An animated WebP image that is repeated for ever, of still WebP images. Each frame
 * covers only what has changed, and its place is even.
 *
 * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">WebP
 * Container Specification</a>
 */
final class WebpAnimation {

	private static final int FILE_HEADER = 12;

	private static final int CHUNK_HEADER = 8;

	private static final byte HAS_ANIMATION = 0x02;

	private static final byte DO_NOT_BLEND = 0x02;

	private final int width;

	private final int height;

	private final List<Frame> frames = new ArrayList<>();

	WebpAnimation(int width, int height) {
		this.width = width;
		this.height = height;
	}

	void add(Frame frame) {
		this.frames.add(frame);
	}

	byte[] toBytes() {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
		ByteBuffer header = littleEndian(10).put(HAS_ANIMATION).put(new byte[3]);
		put24(put24(header, this.width - 1), this.height - 1);
		body.writeBytes(chunk("VP8X", header.array()));
		body.writeBytes(chunk("ANIM", new byte[6]));
		for (Frame frame : this.frames) {
			body.writeBytes(chunk("ANMF", frame.toBytes()));
		}
		return chunk("RIFF", body.toByteArray());
	}

	private static byte[] chunk(String type, byte[] content) {
		int padding = content.length % 2;
		return littleEndian(CHUNK_HEADER + content.length + padding).put(type.getBytes(StandardCharsets.US_ASCII))
			.putInt(content.length)
			.put(content)
			.array();
	}

	private static ByteBuffer littleEndian(int size) {
		return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
	}

	private static ByteBuffer put24(ByteBuffer buffer, int value) {
		return buffer.putShort((short) value).put((byte) (value >> 16));
	}

	record Frame(int x, int y, int width, int height, Duration duration, byte[] image) {

		byte[] toBytes() {
			byte[] bitstream = bitstream();
			ByteBuffer frame = littleEndian(16 + bitstream.length);
			put24(put24(frame, this.x / 2), this.y / 2);
			put24(put24(frame, this.width - 1), this.height - 1);
			put24(frame, Math.toIntExact(this.duration.toMillis())).put(DO_NOT_BLEND);
			return frame.put(bitstream).array();
		}

		/** The chunk with the pixels, without what else a still image may have. */
		private byte[] bitstream() {
			ByteBuffer still = ByteBuffer.wrap(this.image).order(ByteOrder.LITTLE_ENDIAN).position(FILE_HEADER);
			while (true) {
				byte[] type = new byte[4];
				still.get(type);
				byte[] content = new byte[still.getInt()];
				still.get(content);
				String name = new String(type, StandardCharsets.US_ASCII);
				if (name.equals("VP8L") || name.equals("VP8 ")) {
					return chunk(name, content);
				}
				still.position(still.position() + content.length % 2);
			}
		}

	}

}
