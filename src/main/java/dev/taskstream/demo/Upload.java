package dev.taskstream.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

import dev.taskstream.TaskLog;
import dev.taskstream.TaskService;
import dev.taskstream.TaskStatus;

import org.springframework.web.multipart.MultipartFile;

/**
 * An uploaded file that outlives its request. The file is deleted as soon as it is open,
 * if the operating system allows that, so that not even a crash leaves it behind.
 */
final class Upload implements AutoCloseable {

	private final String fileName;

	private final FileChannel content;

	private Upload(String fileName, FileChannel content) {
		this.fileName = fileName;
		this.content = content;
	}

	/**
	 * Move an upload out of its request. The container has streamed it to the disk, and
	 * moving it copies nothing.
	 */
	static Upload of(MultipartFile file) throws IOException {
		Path path = Files.createTempFile("taskstream-upload-", null);
		try {
			file.transferTo(path);
			FileChannel content = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
			return new Upload(Objects.requireNonNullElse(file.getOriginalFilename(), ""), content);
		}
		catch (IOException | RuntimeException ex) {
			Files.deleteIfExists(path);
			throw ex;
		}
	}

	String fileName() {
		return this.fileName;
	}

	long size() throws IOException {
		return this.content.size();
	}

	InputStream open() {
		return Channels.newInputStream(this.content);
	}

	/**
	 * Close the file if the task ends without having run. A task that runs closes it
	 * itself.
	 */
	void closeAfter(TaskService tasks, UUID taskId) {
		TaskLog log = tasks.log(taskId).orElse(null);
		if (log != null) {
			log.subscribe(0, () -> closeIfNeverRun(log));
			closeIfNeverRun(log);
		}
	}

	private void closeIfNeverRun(TaskLog log) {
		if (log.info().status() == TaskStatus.CANCELLED && log.info().startedAt() == null) {
			close();
		}
	}

	@Override
	public void close() {
		try {
			this.content.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
