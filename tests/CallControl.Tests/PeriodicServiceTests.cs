namespace CallControl.CallControl.Tests;

public sealed class PeriodicServiceTests
{
    [Fact]
    public async Task A_round_that_fails_is_told_of_and_does_not_end_the_rounds()
    {
        using var service = new FailingEveryOtherTime();

        await service.StartAsync(CancellationToken.None);
        await service.Fourth.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        await service.StopAsync(CancellationToken.None);

        service.Told.ShouldBe(["round 1", "round 3"]);
    }

    private sealed class FailingEveryOtherTime() : PeriodicService(TimeProvider.System)
    {
        private readonly TaskCompletionSource _fourth = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _round;

        public Task Fourth => _fourth.Task;

        public List<string> Told { get; } = [];

        protected override TimeSpan Pause => _round < 4 ? TimeSpan.FromMilliseconds(1) : Timeout.InfiniteTimeSpan;

        protected override bool StartsAtOnce => true;

        public override Task RunAsync(CancellationToken cancellation)
        {
            _round++;
            if (_round == 4)
                _fourth.SetResult();
            return _round % 2 == 0 ? Task.CompletedTask : throw new InvalidOperationException($"round {_round}");
        }

        protected override void OnFailed(Exception failure) => Told.Add(failure.Message);
    }
}
