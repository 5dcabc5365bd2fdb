using CallControl.Admin;
using CallControl.Calls;
using CallControl.Cdr;
using CallControl.ClickToCall;
using CallControl.Crm.MoySklad;
using CallControl.Customers;
using CallControl.Delivery;
using CallControl.DigitalRop;
using CallControl.Enterprises;
using CallControl.ExternalPbx;
using CallControl.FastAgi;
using CallControl.Flows.VirtualNumber;
using CallControl.Logs;
using CallControl.Nodes;
using CallControl.Numbers;
using CallControl.Numbers.Advice;
using CallControl.Overload;
using CallControl.Prompts;
using CallControl.Recordings;
using CallControl.RetailCrm;
using CallControl.Retention;
using CallControl.Storage;
using CallControl.Telemetry;
using CallControl.UonTravel;
using CallControl.Web;

namespace CallControl;

internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [PromptCommand.Verb, ..] => PromptCommand.RunAsync(args),
        [AdvisePoolCommand.Verb, ..] => AdvisePoolCommand.RunAsync(args),
        _ => Startup.RunAsync(() => Build(args)),
    };

    /// <summary>The whole application, not started.</summary>
    /// <param name="args">Settings as <c>--Section:Name=value</c>.</param>
    /// <param name="change">For tests: the last word on services and settings.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? change = null)
    {
        // appsettings.json lies beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        if (builder.Configuration["urls"] is null)
            builder.WebHost.UseUrls("http://127.0.0.1:8080");
        // What a connection brings is handled by the pool thread that has read it, without waking another. "Unsafe" only where those threads were the
        // socket engine's own, which they are not by default.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Logging.AddLogs();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddStorage();
        builder.Services.AddNumbers();
        builder.Services.AddEnterprises();
        builder.Services.AddPrompts();
        builder.Services.AddRecordings();
        builder.Services.AddRetention();
        builder.Services.AddVirtualNumberFlow();
        builder.Services.AddClickToCall();
        builder.Services.AddExternalPbx();
        builder.Services.AddFastAgi();
        builder.Services.AddCalls();
        builder.Services.AddDelivery();
        builder.Services.AddMoySklad();
        builder.Services.AddRetailCrmModule();
        builder.Services.AddUonTravelHost();
        builder.Services.AddDigitalRopHost();
        builder.Services.AddCustomers();
        builder.Services.AddNodes();
        builder.Services.AddCdr();
        builder.Services.AddOverload();
        builder.Services.AddTelemetry();
        builder.Services.AddWeb();
        builder.Services.AddAdmin();
        change?.Invoke(builder);

        var app = builder.Build();
        app.MapWeb();
        app.MapClickToCall();
        app.MapRetailCrm();
        app.MapUonTravel();
        app.MapDigitalRop();
        app.MapExternalPbx();
        app.MapOutboundLink();
        app.MapMetrics();
        app.MapAdmin();
        return app;
    }
}
