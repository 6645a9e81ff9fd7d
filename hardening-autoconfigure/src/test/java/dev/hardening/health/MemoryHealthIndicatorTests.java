package dev.hardening.health;

import java.io.IOException;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link MemoryHealthIndicator} and {@link ContainerMemory}.
 */
class MemoryHealthIndicatorTests {

	@TempDir
	private Path root;

	@Test
	void healthWhenHeapIsBelowTheThresholdIsUp() {
		assertThat(indicator(89, 100).health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void healthWhenHeapReachesTheThresholdIsDown() {
		assertThat(indicator(90, 100).health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void healthWhenHeapIsFullOfGarbageIsUp() {
		List<MemoryPoolMXBean> pools = List.of(pool(MemoryType.HEAP, 10), pool(MemoryType.HEAP, 70),
				pool(MemoryType.NON_HEAP, 500));
		assertThat(indicator(99, 100, pools).health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void healthWhenHeapIsFullOfWhatSurvivedIsDown() {
		List<MemoryPoolMXBean> pools = List.of(pool(MemoryType.HEAP, 20), pool(MemoryType.HEAP, 75));
		assertThat(indicator(99, 100, pools).health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void healthWhenHeapIsNotFullAnyMoreIsUp() {
		assertThat(indicator(50, 100, List.of(pool(MemoryType.HEAP, 95))).health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void usedInThisProcessIsAShare() {
		assertThat(HeapMemory.ofProcess().used()).isBetween(0.0, 1.0);
	}

	@Test
	void healthWhenHeapHasNoMaximumIsUp() {
		assertThat(indicator(90, -1).health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void healthWhenContainerReachesTheThresholdIsDown() throws Exception {
		version2("1000", "950", "inactive_file 10\n");
		assertThat(indicator(1, 100).health().getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void healthWhenContainerIsFullOfDroppableCacheIsUp() throws Exception {
		version2("1000", "990", "anon 1\ninactive_file 500\n");
		assertThat(indicator(1, 100).health().getStatus()).isEqualTo(Status.UP);
		assertThat(ContainerMemory.at(this.root).used()).hasValue(0.49);
	}

	@Test
	void usedWhenContainerHasNoLimitIsEmpty() throws Exception {
		version2("max", "990", "");
		assertThat(ContainerMemory.at(this.root).used()).isEmpty();
	}

	@Test
	void usedWhenVersion1ReadsItsFiles() throws Exception {
		Path memory = Files.createDirectory(this.root.resolve("memory"));
		Files.writeString(memory.resolve("memory.limit_in_bytes"), "1000\n");
		Files.writeString(memory.resolve("memory.usage_in_bytes"), "600\n");
		Files.writeString(memory.resolve("memory.stat"), "total_inactive_file 100\n");
		assertThat(ContainerMemory.at(this.root).used()).hasValue(0.5);
	}

	@Test
	void usedWhenThereAreNoControlGroupsIsEmpty() {
		assertThat(ContainerMemory.at(this.root).used()).isEmpty();
	}

	@Test
	void usedWhenFilesAreGarbageIsEmpty() throws Exception {
		version2("lots", "some", "");
		assertThat(ContainerMemory.at(this.root).used()).isEmpty();
	}

	private void version2(String max, String current, String statistics) throws IOException {
		Files.writeString(this.root.resolve("memory.max"), max + "\n");
		Files.writeString(this.root.resolve("memory.current"), current + "\n");
		Files.writeString(this.root.resolve("memory.stat"), statistics);
	}

	private MemoryHealthIndicator indicator(long used, long max) {
		return indicator(used, max, List.of());
	}

	private MemoryHealthIndicator indicator(long used, long max, List<MemoryPoolMXBean> pools) {
		MemoryMXBean memory = mock();
		given(memory.getHeapMemoryUsage()).willReturn(new MemoryUsage(0, used, Math.max(used, max), max));
		return new MemoryHealthIndicator(new HeapMemory(memory, pools), ContainerMemory.at(this.root), 0.9);
	}

	private MemoryPoolMXBean pool(MemoryType type, long survived) {
		MemoryPoolMXBean pool = mock();
		given(pool.getType()).willReturn(type);
		given(pool.getCollectionUsage()).willReturn(new MemoryUsage(0, survived, survived, -1));
		return pool;
	}

}
