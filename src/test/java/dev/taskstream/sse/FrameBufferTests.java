package dev.taskstream.sse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FrameBufferTests {

	private final FrameBuffer buffer = new FrameBuffer();

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 9, 10, 1_234_567_890, Long.MAX_VALUE })
	void frameBeginsWithItsNumber(long id) throws IOException {
		this.buffer.appendFrame(id, bytes("event: x\ndata: {}\n\n"));
		this.buffer.writeTo(this.out, Integer.MAX_VALUE);

		assertThat(this.out).hasToString("id: " + id + "\nevent: x\ndata: {}\n\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "9223372036854775807", "12.7.x" })
	void aFrameBeginsWithItsId(String id) throws IOException {
		this.buffer.appendFrame(id, bytes("event: x\ndata: {}\n\n"));
		this.buffer.writeTo(this.out, Integer.MAX_VALUE);

		assertThat(this.out).hasToString("id: " + id + "\nevent: x\ndata: {}\n\n");
		assertThat(this.buffer.isEmpty()).isTrue();
	}

	@Test
	void itIsWrittenInPiecesInOrder() throws IOException {
		this.buffer.append(bytes("abcdef"));

		this.buffer.writeTo(this.out, 4);
		assertThat(this.out).hasToString("abcd");
		assertThat(this.buffer.size()).isEqualTo(2);

		this.buffer.append(bytes("gh"));
		this.buffer.writeTo(this.out, 4);
		assertThat(this.out).hasToString("abcdefgh");
		assertThat(this.buffer.isEmpty()).isTrue();
	}

	@Test
	void unwrittenBytesOutliveTheBuffer() throws IOException {
		this.buffer.append(bytes("abcdef"));
		this.buffer.writeTo(this.out, 4);

		FrameBuffer.Rest rest = this.buffer.leave();
		new FrameBuffer().append(bytes("something else"));

		FrameBuffer next = new FrameBuffer();
		next.resume(rest);
		next.writeTo(this.out, 4);
		assertThat(this.out).hasToString("abcdef");
	}

	@Test
	void nothingGetsLostHoweverItGrowsAndShrinks() throws IOException {
		Random random = new Random(42);
		ByteArrayOutputStream expected = new ByteArrayOutputStream();

		for (int i = 0; i < 2_000; i++) {
			byte[] more = new byte[random.nextInt(random.nextInt(50) == 0 ? 40_000 : 500)];
			random.nextBytes(more);
			this.buffer.append(more);
			expected.write(more);
			this.buffer.writeTo(this.out, random.nextInt(1_500));
		}
		while (!this.buffer.isEmpty()) {
			this.buffer.writeTo(this.out, this.buffer.size());
		}

		assertThat(this.out.toByteArray()).isEqualTo(expected.toByteArray());
	}

	@Test
	void unwrittenBytesOfALargeFrameAreNotCopied() throws IOException {
		byte[] frame = new byte[1_000_000];
		new Random(42).nextBytes(frame);
		this.buffer.appendFrame("7", frame);
		this.buffer.writeTo(this.out, 8_000);
		FrameBuffer.Rest rest = this.buffer.leave();
		FrameBuffer next = new FrameBuffer();
		next.resume(rest);
		for (int i = 8_000; i < frame.length; i++) {
			frame[i] = 1;
		}

		while (!next.isEmpty()) {
			next.writeTo(this.out, 8_000);
		}

		assertThat(this.out.size()).isEqualTo("id: 7\n".length() + frame.length);
		assertThat(this.out.toByteArray()).endsWith(1, 1, 1);
	}

}
