package dev.taskstream;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * An uploaded file that a task reads after its request has ended. The file is deleted at
 * the end of the task, whatever the end is, and if the task is rejected.
 * <p>
 * The file is in the directory for temporary files ({@code java.io.tmpdir}), readable for
 * this user only. All methods may be called from any thread.
 */
public final class TaskUpload implements AutoCloseable {

	/*
	 * Where the operating system allows it, the file has no name from the moment that it
	 * is open: it is deleted with its channel, by a crash, too.
	 */

	private final String fileName;

	private final long size;

	private final Path directory;

	private final FileChannel content;

	private TaskUpload(String fileName, long size, Path directory, FileChannel content) {
		this.fileName = fileName;
		this.size = size;
		this.directory = directory;
		this.content = content;
	}

	/**
	 * Take over an upload from its request, for example with
	 * {@code TaskUpload.of(file.getOriginalFilename(), file::transferTo)} from Spring's
	 * {@code MultipartFile}, which moves the file and copies nothing if the container has
	 * written it to the same disk.
	 * @param fileName the name that the client gave the file, or {@code null} for an
	 * empty one; nothing is written under this name
	 * @param content writes the content
	 * @return the upload, to be passed to a task by {@link #start}
	 * @throws IOException if the content cannot be written
	 */
	public static TaskUpload of(@Nullable String fileName, Content content) throws IOException {
		Path directory = Files.createTempDirectory("taskstream-upload-");
		Path file = directory.resolve("content");
		try {
			content.transferTo(file.toFile());
			TaskUpload upload = new TaskUpload(Objects.requireNonNullElse(fileName, ""), Files.size(file), directory,
					FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE));
			deleteIfEmpty(directory);
			return upload;
		}
		catch (Throwable ex) {
			Files.deleteIfExists(file);
			Files.deleteIfExists(directory);
			throw ex;
		}
	}

	private static void deleteIfEmpty(Path directory) throws IOException {
		try {
			Files.deleteIfExists(directory);
		}
		catch (DirectoryNotEmptyException ex) {
			// The system keeps the name of an open file: close() deletes both
		}
	}

	/**
	 * Start a task that gets this upload, and close the upload when the task has ended or
	 * if the start fails.
	 * @param tasks the service that knows the task
	 * @param start starts the task, with this upload in its parameters
	 * @return what {@code start} has returned
	 */
	public TaskStartResponse start(TaskService tasks, Function<? super TaskUpload, TaskStartResponse> start) {
		TaskStartResponse started;
		try {
			started = start.apply(this);
		}
		catch (Throwable ex) {
			close();
			throw ex;
		}
		// Not on the thread that signals the end: to delete a large file takes a while
		tasks.whenEnded(started.taskId()).whenCompleteAsync((info, ex) -> close());
		return started;
	}

	/**
	 * Return the name that the client gave the file.
	 * @return the name, which may be empty and must not be trusted as a path
	 */
	public String fileName() {
		return this.fileName;
	}

	/**
	 * Return the size of the file.
	 * @return the size in bytes
	 */
	public long size() {
		return this.size;
	}

	/**
	 * Open the content. Reading fails once the task has ended.
	 * @return a new stream from the beginning, unbuffered; closing it has no effect on
	 * the upload
	 */
	public InputStream open() {
		return new ContentStream(this.content);
	}

	/**
	 * Delete the file before the end of the task. Has no effect on a closed upload.
	 */
	@Override
	public void close() {
		try {
			this.content.close();
			deleteIfEmpty(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The content of an upload, such as {@code MultipartFile::transferTo}.
	 */
	@FunctionalInterface
	public interface Content {

		/**
		 * Write or move the content to a file.
		 * @param file a file that does not exist yet
		 * @throws IOException if the file cannot be written
		 */
		void transferTo(File file) throws IOException;

	}

	private static final class ContentStream extends InputStream {

		private final FileChannel channel;

		private long position;

		ContentStream(FileChannel channel) {
			this.channel = channel;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int read = this.channel.read(ByteBuffer.wrap(bytes, offset, length), this.position);
			this.position += Math.max(read, 0);
			return read;
		}

	}

}
