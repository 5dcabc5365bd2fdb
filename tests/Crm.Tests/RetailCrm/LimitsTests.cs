using System.Net;
using CallControl.Crm.Contracts;

namespace CallControl.Crm.Tests.RetailCrm;

public sealed class LimitsTests : RetailCrmTest
{
    [Fact]
    public async Task Each_of_RetailCRMs_two_limits_is_kept_with_room_to_spare_and_counted_by_the_key()
    {
        var http = new Recorder(Parts.Http);
        var adapter = Lab.Vendor.Create(Configure(), Parts with { Http = http });

        await adapter.FindResponsibleExtensionAsync(PhoneNumber.Parse("+375290000001"), CancellationToken.None);

        var (main, telephony) = (http.Apis.Single(api => api.Name == "main"), http.Apis.Single(api => api.Name == "telephony"));
        (main.Limit.Requests / main.Limit.Per.TotalSeconds).ShouldBeInRange(1, 9);
        (telephony.Limit.Requests / telephony.Limit.Per.TotalSeconds).ShouldBeInRange(20, 36);
        http.Apis.ShouldAllBe(api => api.CountedBy == Account.Key);
        http.Used.ShouldBe("telephony");
    }

    [Fact]
    public async Task A_pause_doubles_while_RetailCRM_refuses_and_is_short_again_once_it_answers()
    {
        var (http, time) = (new Recorder(Parts.Http), new ManualTime());
        var adapter = Lab.Vendor.Create(Configure(), Parts with { Http = http, Time = time });
        var (main, telephony) = (http.Apis.Single(api => api.Name == "main"), http.Apis.Single(api => api.Name == "telephony"));
        using var refused = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);

        Pause(main).ShouldBe(100);
        Pause(telephony).ShouldBe(25);
        Pause(telephony).ShouldBe(25, "it is the same burst");
        time.Advance(25);
        Pause(telephony).ShouldBe(50);
        time.Advance(50);
        Pause(telephony).ShouldBe(100);
        time.Advance(100);
        await adapter.FindResponsibleExtensionAsync(PhoneNumber.Parse("+375290000001"), CancellationToken.None);

        Pause(telephony).ShouldBe(25);
        for (var i = 0; i < 20; i++)
            time.Advance((int)Pause(main));
        Pause(main).ShouldBe(30_000);

        double Pause(CrmApi api) => api.RetryAfter!(refused)!.Value.TotalMilliseconds;
    }

    private sealed class ManualTime : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 15, 7, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(int milliseconds) => _now = _now.AddMilliseconds(milliseconds);
    }

    private sealed class Recorder(ICrmHttp real) : ICrmHttp
    {
        public List<CrmApi> Apis { get; } = [];

        public string? Used { get; private set; }

        public HttpClient Create(CrmApi api)
        {
            Apis.Add(api);
            return new HttpClient(new Spy(real.Create(api), () => Used = api.Name));
        }
    }

    private sealed class Spy(HttpClient real, Action used) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            used();
            using var copy = new HttpRequestMessage(request.Method, request.RequestUri);
            foreach (var (name, values) in request.Headers)
                copy.Headers.TryAddWithoutValidation(name, values);
            return await real.SendAsync(copy, cancellationToken);
        }
    }
}
