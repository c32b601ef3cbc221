package dev.taskstream.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Java code in the documents is compiled code: every line of a block stands, in order, in
 * one file of the sources.
 */
class DocumentationTests {

	private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)[^)]*\\)");

	@TestFactory
	Stream<DynamicTest> everyJavaBlockIsCompiled() throws IOException {
		List<String> sources = files("src", ".java").map(DocumentationTests::read)
			.map(DocumentationTests::normalised)
			.toList();
		return documents().flatMap((document) -> JAVA_BLOCK.matcher(read(document))
			.results()
			.map((block) -> DynamicTest.dynamicTest(document + ": " + firstLine(block),
					() -> assertThat(sources).as("a source with the lines of%n%s", block.group(1))
						.anyMatch((source) -> containsInOrder(source, normalised(block.group(1)))))));
	}

	@TestFactory
	Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
		return documents().flatMap((document) -> LINK.matcher(read(document))
			.results()
			.map((link) -> DynamicTest.dynamicTest(document + ": " + link.group(1),
					() -> assertThat(document.resolveSibling(link.group(1))).exists())));
	}

	private static boolean containsInOrder(String source, String block) {
		int from = 0;
		for (String line : block.strip().split("\n")) {
			int at = source.indexOf("\n" + line + "\n", from);
			if (at < 0) {
				return false;
			}
			from = at + line.length();
		}
		return true;
	}

	private static String normalised(String code) {
		return code.lines()
			.map(String::strip)
			.filter((line) -> !line.isEmpty())
			.map((line) -> line.replaceFirst("^(public |static |final )+", ""))
			.collect(Collectors.joining("\n", "\n", "\n"));
	}

	private static String firstLine(MatchResult block) {
		return block.group(1).lines().findFirst().orElse("");
	}

	private static Stream<Path> documents() throws IOException {
		return Stream.concat(Stream.of(Path.of("README.md")), files("docs", ".md"));
	}

	private static Stream<Path> files(String folder, String ending) throws IOException {
		try (Stream<Path> files = Files.walk(Path.of(folder))) {
			return files.filter((file) -> file.toString().endsWith(ending)).toList().stream();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
