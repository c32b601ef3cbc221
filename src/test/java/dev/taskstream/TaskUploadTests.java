package dev.taskstream;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

import dev.taskstream.engine.Engines;
import dev.taskstream.engine.TaskEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

class TaskUploadTests {

	private final TaskEngine engine = Engines.engine(1, 1);

	private final TaskService tasks = this.engine.service();

	private final Engines.Stubborn busy = new Engines.Stubborn();

	@TempDir
	Path folder;

	private String temporary;

	@BeforeEach
	void keepUploadsInTheFolder() {
		this.temporary = System.setProperty("java.io.tmpdir", this.folder.toString());
	}

	@AfterEach
	void close() {
		System.setProperty("java.io.tmpdir", this.temporary);
		this.busy.letGo.countDown();
		this.engine.close();
	}

	@Test
	void theContentIsReadFromItsBeginningAsOftenAsWanted() throws IOException {
		try (TaskUpload upload = upload("one\ntwo")) {
			assertThat(upload.fileName()).isEqualTo("a.txt");
			assertThat(upload.size()).isEqualTo(7);
			assertThat(upload.open()).hasContent("one\ntwo");
			try (InputStream content = upload.open()) {
				assertThat(content.read()).isEqualTo('o');
				assertThat(content.readNBytes(2)).asString(StandardCharsets.UTF_8).isEqualTo("ne");
			}
			assertThat(upload.open()).hasContent("one\ntwo");
		}
	}

	@Test
	void aFileWithoutANameIsNamedByNothing() throws IOException {
		try (TaskUpload upload = TaskUpload.of(null, (file) -> Files.createFile(file.toPath()))) {
			assertThat(upload.fileName()).isEmpty();
			assertThat(upload.open()).isEmpty();
		}
	}

	@Test
	void contentThatCannotBeWrittenLeavesNothing() {
		assertThatIOException().isThrownBy(() -> TaskUpload.of("a.txt", (file) -> {
			Files.writeString(file.toPath(), "half");
			throw new IOException("aborted");
		})).withMessage("aborted");

		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void aTaskThatCompletesIsTheEnd() throws IOException {
		TaskUpload upload = upload("content");

		UUID id = upload.start(this.tasks, (file) -> this.tasks.start(new Reader(), file)).taskId();

		await().until(() -> this.tasks.find(id).orElseThrow().status() == TaskStatus.COMPLETED);
		assertThat(this.tasks.find(id).orElseThrow().result()).isEqualTo("\"content\"");
		awaitDeleted(upload);
	}

	@Test
	void aTaskThatFailsIsTheEnd() throws IOException {
		TaskUpload upload = upload("FAIL");

		upload.start(this.tasks, (file) -> this.tasks.start(new Reader(), file));

		awaitDeleted(upload);
	}

	@Test
	void aTaskThatIsCancelledWhileItsCodeGoesOnIsTheEnd() throws Exception {
		TaskUpload upload = upload("content");
		UUID id = upload.start(this.tasks, (file) -> this.tasks.start(this.busy)).taskId();
		this.busy.started.await();

		this.tasks.cancel(id);

		awaitDeleted(upload);
	}

	@Test
	void aTaskThatIsCancelledInTheQueueIsTheEnd() throws Exception {
		this.tasks.start(this.busy);
		this.busy.started.await();
		TaskUpload upload = upload("content");
		UUID id = upload.start(this.tasks, (file) -> this.tasks.start(new Reader(), file)).taskId();
		assertThat(upload.open()).hasContent("content");

		this.tasks.cancel(id);

		awaitDeleted(upload);
	}

	@Test
	void theStopOfTheServiceIsTheEnd() throws Exception {
		this.tasks.start(this.busy);
		this.busy.started.await();
		TaskUpload upload = upload("content");
		upload.start(this.tasks, (file) -> this.tasks.start(new Reader(), file));

		this.engine.endAll();

		awaitDeleted(upload);
	}

	@Test
	void aRefusedStartIsTheEnd() throws IOException {
		this.engine.refuse();
		TaskUpload upload = upload("content");

		assertThatExceptionOfType(TaskQueueFullException.class)
			.isThrownBy(() -> upload.start(this.tasks, (file) -> this.tasks.start(new Reader(), file)));

		assertDeleted(upload);
	}

	@Test
	void aTaskThatIsForgottenAtOnceIsTheEnd() throws IOException {
		TaskUpload upload = upload("content");

		upload.start(this.tasks, (file) -> new TaskStartResponse(UUID.randomUUID(), "/"));

		awaitDeleted(upload);
	}

	@Test
	void closingTwiceIsHarmless() throws IOException {
		TaskUpload upload = upload("content");

		upload.close();
		upload.close();

		assertDeleted(upload);
	}

	private static TaskUpload upload(String content) throws IOException {
		return TaskUpload.of("a.txt", (File file) -> Files.writeString(file.toPath(), content));
	}

	private void awaitDeleted(TaskUpload upload) {
		await().untilAsserted(() -> assertDeleted(upload));
	}

	private void assertDeleted(TaskUpload upload) throws IOException {
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> upload.open().read());
		try (Stream<Path> left = Files.list(this.folder)) {
			assertThat(left).isEmpty();
		}
	}

	private static final class Reader extends BaseTask<TaskUpload, String> {

		@Override
		protected String execute(TaskUpload upload, ProgressHandle progress) throws IOException {
			String content = new String(upload.open().readAllBytes(), StandardCharsets.UTF_8);
			if (content.equals("FAIL")) {
				throw new TaskException("failed", "As told");
			}
			return content;
		}

	}

}
