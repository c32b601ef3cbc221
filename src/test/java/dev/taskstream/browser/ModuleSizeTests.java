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
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		Deflater best = new Deflater(Deflater.BEST_COMPRESSION, true);
		try (DeflaterOutputStream out = new DeflaterOutputStream(compressed, best)) {
			out.write(module("watch-task.js"));
			out.write(module("task-progress.js"));
		}
		best.end();

		assertThat(compressed.size() + GZIP_HEADER_AND_TRAILER).isLessThanOrEqualTo(8192);
	}

	private static byte[] module(String file) throws IOException {
		return new ClassPathResource("META-INF/resources/taskstream/" + file).getContentAsByteArray();
	}

}
