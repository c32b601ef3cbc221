package dev.taskstream.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class ModuleSizeTests {

	@Test
	void theFunctionAndTheElementTogetherAreAtMostEightKibibytesCompressed() throws IOException {
		assertThat(compressedSize("watch-task.js", "channels.js", "task-progress.js", "task-view.js"))
			.isLessThanOrEqualTo(8192);
	}

	private static int compressedSize(String... files) throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
			for (String file : files) {
				out.write(new ClassPathResource("META-INF/resources/taskstream/" + file).getContentAsByteArray());
			}
		}
		return compressed.size();
	}

}
