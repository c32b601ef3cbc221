package dev.taskstream;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;

import dev.taskstream.engine.Engines;
import dev.taskstream.engine.TaskEngine;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tasks without parameters as Kotlin reads them: {@code BaseTask<Void?, R>}, since there
 * is no {@code Void} but null, and Kotlin checks what it is given.
 */
@NullMarked
class KotlinShapeTests {

	@Test
	void bothSpellingsOfNoParametersAreStarted() {
		try (TaskEngine engine = Engines.engine(1, 2)) {
			TaskService tasks = engine.service();
			BaseTask<@Nullable Void, Integer> kotlins = BaseTask.of("Kotlin's", (progress) -> 1);
			BaseTask<Void, Integer> javas = new BaseTask<>() {

				@Override
				protected Integer execute(Void none, ProgressHandle progress) {
					return 2;
				}

			};
			BaseTask<? extends @Nullable Void, ?> either = kotlins;

			for (TaskStartResponse started : new TaskStartResponse[] { tasks.start(kotlins), tasks.start(javas),
					tasks.start(either) }) {
				await().until(() -> tasks.find(started.taskId()).orElseThrow().status() == TaskStatus.COMPLETED);
			}
		}
	}

	/**
	 * Without the annotation Kotlin compiles {@code start(task)} for
	 * {@code BaseTask<Void, R>} only, whose run it ends with a NullPointerException.
	 */
	@Test
	void startAcceptsATaskWhoseParametersMayBeNull() throws NoSuchMethodException {
		AnnotatedType task = TaskService.class.getMethod("start", BaseTask.class).getAnnotatedParameterTypes()[0];
		AnnotatedType params = ((AnnotatedParameterizedType) task).getAnnotatedActualTypeArguments()[0];
		AnnotatedType bound = ((AnnotatedWildcardType) params).getAnnotatedUpperBounds()[0];

		assertThat(bound.getType()).isEqualTo(Void.class);
		assertThat(bound.isAnnotationPresent(Nullable.class)).isTrue();
	}

	@Test
	void aFunctionMakesATaskWhoseParametersMayBeNull() throws NoSuchMethodException {
		AnnotatedType task = BaseTask.class.getMethod("of", String.class, BaseTask.Work.class).getAnnotatedReturnType();

		assertThat(((AnnotatedParameterizedType) task).getAnnotatedActualTypeArguments()[0]
			.isAnnotationPresent(Nullable.class)).isTrue();
	}

}
