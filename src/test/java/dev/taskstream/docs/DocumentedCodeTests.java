package dev.taskstream.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Java shown to readers is a copy of code that is compiled and tested. A comment before
 * each block says of what: {@code <!-- from <path>, <tag> -->}.
 */
class DocumentedCodeTests {

	private static final Pattern BLOCK = Pattern
		.compile("(?:<!-- from (?<path>\\S+), (?<tag>\\w+) -->\\n)?```java\\n(?<code>.*?)```", Pattern.DOTALL);

	@ParameterizedTest
	@ValueSource(strings = { "security.md", "migration.md", "testing.md" })
	void everyBlockOfJavaIsWhatTheSourcesSay(String document) throws IOException {
		String text = Files.readString(Path.of("docs", document));

		assertThat(BLOCK.matcher(text).results()).isNotEmpty().allSatisfy((block) -> {
			assertThat(block.group(1)).as("where this block is from: %s", block.group(3)).isNotNull();
			assertThat(block.group(3)).as("%s, %s", block.group(1), block.group(2)).isEqualTo(region(block));
		});
	}

	private static String region(MatchResult block) throws IOException {
		String source = Files.readString(Path.of(block.group(1)));
		int begin = source.indexOf("// tag::" + block.group(2) + "[]\n");
		int end = source.indexOf("// end::" + block.group(2) + "[]");
		assertThat(begin).as("the beginning of %s in %s", block.group(2), block.group(1)).isNotNegative();
		return source.substring(source.indexOf('\n', begin) + 1, source.lastIndexOf('\n', end)).stripIndent() + "\n";
	}

}
