package dev.taskstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import dev.taskstream.test.RecordingProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ByteCountTests {

	@ParameterizedTest
	@CsvSource({ "71654321, 524288000, 71.7 of 524 MB", "524288000, 524288000, 524 of 524 MB",
			"0, 524288000, 0 of 524 MB", "1234, 524288000, 0 of 524 MB", "6789, 524288, 6.79 of 524 kB",
			"40, 100, 40 of 100 bytes", "999, 999, 999 of 999 bytes", "999, 1000, 1 of 1 kB",
			"5000000, 10000000, 5 of 10 MB", "99960000, 250000000, 100 of 250 MB", "2500000000, 999600000, 2.5 of 1 GB",
			"9223372036854775807, 9223372036854775807, 9.22 of 9.22 EB" })
	void bothNumbersAreInTheUnitOfTheTotal(long bytes, long total, String text) {
		assertThat(ByteCount.of(bytes, total)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0 bytes", "999, 999 bytes", "1000, 1 kB", "999499, 999 kB", "999500, 1 MB", "71654321, 71.7 MB",
			"1536, 1.54 kB" })
	void anUnknownTotalLeavesTheUnitToTheNumber(long bytes, String text) {
		assertThat(ByteCount.of(bytes)).isEqualTo(text);
	}

	@Test
	void anInputStreamReportsInThem() throws IOException {
		RecordingProgress progress = new RecordingProgress();

		try (InputStream known = progress.track(new Zeros(2_500_000), 2_500_000);
				InputStream unknown = progress.track(new Zeros(1_500))) {
			known.transferTo(OutputStream.nullOutputStream());
			unknown.transferTo(OutputStream.nullOutputStream());
		}

		assertThat(progress.updates()).extracting(ProgressUpdate::text)
			.contains("0 of 2.5 MB", "2.5 of 2.5 MB", "0 bytes", "1.5 kB");
	}

	private static final class Zeros extends InputStream {

		private long left;

		Zeros(long length) {
			this.left = length;
		}

		@Override
		public int read() {
			return (this.left-- > 0) ? 0 : -1;
		}

	}

}
