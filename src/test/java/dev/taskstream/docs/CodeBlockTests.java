package dev.taskstream.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.source.util.JavacTask;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Java code in the documents can be pasted: every block is whole, and what declares types
 * compiles with the other blocks of its page, those of README, and these imports.
 */
class CodeBlockTests {

	private static final Pattern JAVA_BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

	private static final Pattern DECLARES_TYPES = Pattern.compile("(?m)^(public )?(final )?(class|record|interface) ");

	private static final String IMPORTS = Stream
		.of("java.io", "java.nio.charset", "java.nio.file", "java.net", "java.time", "java.util",
				"java.util.concurrent", "java.util.concurrent.atomic", "dev.taskstream",
				"jakarta.validation.constraints", "org.springframework.context.annotation",
				"org.springframework.context.event", "org.springframework.http", "org.springframework.jdbc.core.simple",
				"org.springframework.transaction", "org.springframework.transaction.annotation",
				"org.springframework.transaction.support", "org.springframework.scheduling.annotation",
				"org.springframework.stereotype", "org.springframework.ui", "org.springframework.web.bind.annotation",
				"org.springframework.web.multipart", "org.springframework.web.servlet.mvc.method.annotation")
		.map((name) -> "import " + name + ".*; ")
		.reduce("", String::concat);

	private static final Path README = Path.of("README.md");

	private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

	@TempDir
	Path classes;

	@TestFactory
	Stream<DynamicTest> everyBlockIsWhole() throws IOException {
		return documents()
			.flatMap((document) -> blocks(document).stream()
				.map((block) -> DynamicTest.dynamicTest(document + ": " + block.lines().findFirst().orElse(""),
						() -> assertThat(Stream.of(block, "class Members {" + block + "}",
								"class Code { void run() {" + block + "}}"))
							.as(block)
							.anyMatch(CodeBlockTests::parses))));
	}

	@TestFactory
	Stream<DynamicTest> theTypesOfAPageCompile() throws IOException {
		return documents().map((document) -> DynamicTest.dynamicTest(document.toString(), () -> {
			List<JavaFileObject> sources = new ArrayList<>();
			Stream.of(README, document)
				.distinct()
				.flatMap((page) -> blocks(page).stream())
				.filter((block) -> DECLARES_TYPES.matcher(block).find())
				.filter((block) -> !isOfAnApplication(block))
				.forEach((block) -> sources
					.add(new Source("Block" + sources.size(), IMPORTS + block.replaceAll("(?m)^public ", ""))));
			StringWriter errors = new StringWriter();

			assertThat(sources.isEmpty() || COMPILER.getTask(errors, null, null,
					List.of("-proc:none", "-nowarn", "-parameters", "-d", this.classes.toString(), "-cp",
							System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))),
					null, sources)
				.call()).as(errors.toString()).isTrue();
		}));
	}

	/**
	 * Whether a block stands in an application of src/it, which has what it needs.
	 */
	private static boolean isOfAnApplication(String block) {
		String name = block.replaceAll("(?s).*?(?:class|record) (\\w+).*", "$1");
		try (Stream<Path> files = Files.walk(Path.of("src", "it"))) {
			return files.anyMatch((file) -> file.endsWith(name + ".java"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean parses(String source) {
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		JavacTask task = (JavacTask) COMPILER.getTask(null, null, diagnostics, List.of("-proc:none"), null,
				List.of(new Source("Block", source)));
		try {
			task.parse();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return diagnostics.getDiagnostics().stream().noneMatch((one) -> one.getKind() == Diagnostic.Kind.ERROR);
	}

	private static List<String> blocks(Path document) {
		try {
			return JAVA_BLOCK.matcher(Files.readString(document))
				.results()
				.map((MatchResult block) -> block.group(1))
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stream<Path> documents() throws IOException {
		try (Stream<Path> files = Files.list(Path.of("docs"))) {
			return Stream.concat(Stream.of(README),
					files.filter((file) -> file.toString().endsWith(".md")).toList().stream());
		}
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String content;

		Source(String name, String content) {
			super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
			this.content = content;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.content;
		}

	}

}
