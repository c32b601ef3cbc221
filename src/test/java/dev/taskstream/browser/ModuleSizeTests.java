package dev.taskstream.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class ModuleSizeTests {

	private static final int GZIP_HEADER_AND_TRAILER = 18;

	@Test
	void theModulesTogetherAreAtMostEightKibibytesCompressed() throws IOException {
		int size = compressedSize("watch-task.js") + compressedSize("task-progress.js");

		assertThat(size).isLessThanOrEqualTo(8192);
	}

	private static int compressedSize(String file) throws IOException {
		byte[] module = new ClassPathResource("META-INF/resources/taskstream/" + file).getContentAsByteArray();
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		Deflater best = new Deflater(Deflater.BEST_COMPRESSION, true);
		try (DeflaterOutputStream out = new DeflaterOutputStream(compressed, best)) {
			out.write(module);
		}
		best.end();

		return compressed.size() + GZIP_HEADER_AND_TRAILER;
	}

}
